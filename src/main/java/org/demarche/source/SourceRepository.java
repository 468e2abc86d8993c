package org.demarche.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.Saved;
import org.demarche.database.Sql;
import org.demarche.database.WriteTransaction;
import org.demarche.graphql.node.NodeSource;

@ApplicationScoped
public class SourceRepository implements PanacheRepositoryBase<Source, Long>, NodeSource {

    private final ReadSession session;

    SourceRepository(ReadSession session) {
        this.session = session;
    }

    @Override
    public String type() {
        return Source.TYPE;
    }

    @Override
    public Uni<Map<Long, Source>> byKeys(Collection<Long> keys) {
        return session.byKey(
                Sql.of("select " + Source.COLUMNS + " from source so where so.id = any(?)", (Object)
                        keys.toArray(Long[]::new)),
                Source::read);
    }

    /** In the order in which each event cites them. */
    public Uni<Map<Long, List<Source>>> ofEvents(Collection<Long> events) {
        return cited("event_source", "event_id", events);
    }

    /** In the order in which each stance cites them. */
    public Uni<Map<Long, List<Source>>> ofStances(Collection<Long> stances) {
        return cited("stance_source", "stance_id", stances);
    }

    /** The key of the source, which is recorded if it is new; inside a {@link WriteTransaction}. */
    public Uni<Saved> save(SourceDraft draft) {
        Source source = draft.source();
        // "is not distinct from" holds for nulls too, unlike "=".
        return find(
                        "title = ?1 and publisher is not distinct from ?2 and author is not distinct from ?3"
                                + " and address is not distinct from ?4 and published is not distinct from ?5"
                                + " and language is not distinct from ?6",
                        source.title,
                        source.publisher,
                        source.author,
                        source.address,
                        source.published,
                        source.language)
                .firstResult()
                .chain(found -> found == null
                        ? persist(source).map(saved -> Saved.recorded(saved.key))
                        : Uni.createFrom().item(Saved.found(found.key, false)));
    }

    private Uni<Map<Long, List<Source>>> cited(String table, String parent, Collection<Long> parents) {
        return session.listByParent(
                Sql.of(
                        "select l.%s as parent, %s from %s l join source so on so.id = l.source_id"
                                        .formatted(parent, Source.COLUMNS, table)
                                + " where l.%s = any(?) order by l.ordinal".formatted(parent),
                        (Object) parents.toArray(Long[]::new)),
                Source::read);
    }
}

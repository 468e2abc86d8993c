package org.demarche.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.TransactionSql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.model.PartialDate;
import org.demarche.model.SearchText;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class SourceRepository implements NodeLoader {

    /** The fingerprint of a row of "w", computed as the generated column of the source table. */
    private static final String FINGERPRINT = "md5(w.title || e'\\x1f' || coalesce(w.publisher, '') || e'\\x1f'"
            + " || coalesce(w.author, '') || e'\\x1f' || coalesce(w.url, '') || e'\\x1f'"
            + " || coalesce(w.published_on, '') || e'\\x1f' || coalesce(w.language, ''))";

    /** The drafts of a JSON array as rows of "w". */
    private static final String ROWS = "rows from (json_to_recordset(cast(cast(?1 as text) as json)) as (title text,"
            + " publisher text, author text, url text, published_on text, language text)) with ordinality"
            + " as w(title, publisher, author, url, published_on, language, place)";

    private static final String SELECT = "select " + CitedSource.COLUMNS + " from source so";

    private final ReadSession session;

    SourceRepository(ReadSession session) {
        this.session = session;
    }

    @Override
    public String type() {
        return CitedSource.TYPE;
    }

    @Override
    public Uni<Map<String, CitedSource>> byGlobalNames(Collection<String> fingerprints) {
        return session.byName(
                Sql.byTexts(SELECT, "so.fingerprint", fingerprints), CitedSource::read, source -> source.fingerprint);
    }

    @Override
    public Uni<Map<Long, CitedSource>> byKeys(Collection<Long> keys) {
        return session.byKey(Sql.byKeys(SELECT, "so.id", keys), CitedSource::read);
    }

    Uni<Page<CitedSource>> page(String search, String publisher, PageRequest<CitedSource> request) {
        return session.page(select(search, publisher), request);
    }

    Uni<Integer> count(String search, String publisher) {
        return session.count(select(search, publisher));
    }

    /** By event, in the order of citation. */
    public Uni<Map<Long, List<CitedSource>>> ofEvents(Collection<Long> events) {
        return cited("event_source", "event_id", events);
    }

    /** By stance, in the order of citation. */
    public Uni<Map<Long, List<CitedSource>>> ofStances(Collection<Long> stances) {
        return cited("stance_source", "stance_id", stances);
    }

    /**
     * Inserts the sources that do not exist yet and returns the keys of all, in the order of the drafts. Call inside a
     * {@link WriteTransaction}.
     */
    public Uni<List<Long>> saveAll(List<SourceDraft> drafts) {
        String rows = TransactionSql.json(
                drafts.stream().map(SourceRepository::values).toList());
        return TransactionSql.update(
                        "insert into source (title, publisher, author, url, published_on, language)"
                                + " select w.title, w.publisher, w.author, w.url, w.published_on, w.language from "
                                + ROWS
                                // In this order, so that two writers wait for each other instead of blocking each
                                // other.
                                + " order by " + FINGERPRINT + " on conflict do nothing",
                        rows)
                .chain(() -> TransactionSql.rows(
                        "select so.id from " + ROWS + " join source so on so.fingerprint = " + FINGERPRINT
                                + " order by w.place",
                        rows))
                .map(keys -> keys.stream().map(Long.class::cast).distinct().toList());
    }

    private static Map<String, Object> values(SourceDraft draft) {
        CitedSource source = draft.source();
        Map<String, Object> values = new HashMap<>();
        values.put("title", source.title);
        values.put("publisher", source.publisher);
        values.put("author", source.author);
        values.put("url", source.urlText);
        values.put("published_on", source.publishedOnText);
        values.put("language", source.language);
        return values;
    }

    /** Inserts the sources that do not exist yet and returns the keys of all. */
    public Uni<Map<SourceDraft, Long>> saveAll(WriteBatch batch, Collection<SourceDraft> drafts) {
        return upsertAll(batch, drafts).map(saved -> {
            Map<SourceDraft, Long> keys = new HashMap<>();
            saved.forEach((draft, result) -> keys.put(draft, result.key()));
            return keys;
        });
    }

    /** Inserts the sources that do not exist yet. */
    public Uni<Map<SourceDraft, UpsertResult>> upsertAll(WriteBatch batch, Collection<SourceDraft> drafts) {
        List<SourceDraft> wanted = drafts.stream().distinct().toList();
        return batch.list(
                        wanted(wanted)
                                .add("insert into source (title, publisher, author, url, published_on, language)"
                                        + " select w.title, w.publisher, w.author, w.url, w.published_on, w.language from w"
                                        + " where not exists (select from source so where so.fingerprint = "
                                        + FINGERPRINT
                                        + ") order by w.place on conflict do nothing returning id"),
                        row -> row.getLong(0))
                .map(Set::copyOf)
                .chain(added -> batch.list(
                        wanted(wanted)
                                .add("select w.place, so.id from w join source so on so.fingerprint = " + FINGERPRINT),
                        row -> Map.entry(wanted.get(row.getInteger("place") - 1), result(row.getLong("id"), added))))
                .map(pairs -> pairs.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static UpsertResult result(long key, Set<Long> added) {
        return added.contains(key) ? UpsertResult.recorded(key) : UpsertResult.existing(key, false);
    }

    /**
     * Stores how the publisher wants to be credited. It is no part of what identifies a source, so that a later release
     * of the same data changes it.
     *
     * @param replaces whether it is stored for sources that have one already
     */
    public Uni<Void> credit(
            WriteBatch batch, Collection<Long> keys, String attribution, PartialDate releasedOn, boolean replaces) {
        String released = releasedOn == null ? null : releasedOn.toString();
        return batch.update(Sql.of(
                        "update source so set attribution = w.attribution, released_on = w.released_on"
                                + " from (select ?::text as attribution, ?::text as released_on, ?::boolean as replaces) w"
                                + " where so.id = any(?) and (w.replaces or so.attribution is null)"
                                + " and (so.attribution, so.released_on) is distinct from (w.attribution, w.released_on)",
                        attribution,
                        released,
                        replaces,
                        keys.toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** The drafts as a common table expression "w". */
    private static Sql wanted(List<SourceDraft> drafts) {
        List<CitedSource> sources = drafts.stream().map(SourceDraft::source).toList();
        return Sql.of(
                "with w as (select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " with ordinality as w(title, publisher, author, url, published_on, language, place)) ",
                texts(sources, source -> source.title),
                texts(sources, source -> source.publisher),
                texts(sources, source -> source.author),
                texts(sources, source -> source.urlText),
                texts(sources, source -> source.publishedOnText),
                texts(sources, source -> source.language));
    }

    private static Object texts(List<CitedSource> sources, Function<CitedSource, String> value) {
        return sources.stream().map(value).toArray(String[]::new);
    }

    private static PagedSelect<CitedSource> select(String search, String publisher) {
        Sql where = new Sql()
                .addIf(
                        SearchText.checked("search", search),
                        " and so.search @@ (select websearch_to_tsquery('demarche_text', searchable(?)))")
                .addIf(publisher == null ? null : publisher.strip(), " and folded(so.publisher) = (select folded(?))");
        return new PagedSelect<>(CitedSource.COLUMNS, "source so", null, where, CitedSource::read);
    }

    private Uni<Map<Long, List<CitedSource>>> cited(String table, String parent, Collection<Long> parents) {
        return session.listByParent(
                Sql.of(
                        "select l.%s as parent, %s from %s l join source so on so.id = l.source_id"
                                        .formatted(parent, CitedSource.COLUMNS, table)
                                + " where l.%s = any(?) order by l.ordinal".formatted(parent),
                        (Object) parents.toArray(Long[]::new)),
                CitedSource::read);
    }
}

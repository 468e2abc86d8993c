package org.demarche.topic;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertBatch;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.graphql.federation.EntityLoader;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.model.SearchText;
import org.demarche.model.Slug;
import org.demarche.model.SortKey;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class TopicRepository implements PanacheRepositoryBase<Topic, Long>, NodeLoader, EntityLoader {

    private static final UpsertBatch TOPICS = new UpsertBatch("topic", "slug", "title", "title_key", "description");

    private static final String SELECT = "select " + Topic.COLUMNS + " from topic t";

    private final ReadSession session;

    TopicRepository(ReadSession session) {
        this.session = session;
    }

    @Override
    public String type() {
        return Topic.TYPE;
    }

    @Override
    public Uni<Map<Long, Topic>> byKeys(Collection<Long> keys) {
        return session.byKey(Sql.byKeys(SELECT, "t.id", keys), Topic::read);
    }

    @Override
    public String keyField() {
        return "slug";
    }

    @Override
    public Uni<Map<String, Topic>> byNames(Collection<String> slugs) {
        String[] valid = slugs.stream().filter(Slug::isValid).toArray(String[]::new);
        return session.list(Sql.of(SELECT + " where t.slug = any(?)", (Object) valid), Topic::read)
                .map(topics -> topics.stream().collect(Collectors.toMap(Topic::getSlug, topic -> topic)));
    }

    @Override
    public Uni<Map<String, Topic>> byGlobalNames(Collection<String> slugs) {
        return session.byName(Sql.byTexts(SELECT, "t.slug", slugs), Topic::read, Topic::getSlug);
    }

    /** Null for an unknown slug. */
    public Uni<Topic> bySlug(String slug) {
        return session.first(Sql.of(SELECT + " where t.slug = ?", slug), Topic::read);
    }

    /** By title. */
    public Uni<Map<Long, List<Topic>>> ofEvents(Collection<Long> events) {
        return session.listByParent(
                Sql.of(
                        "select et.event_id as parent, " + Topic.COLUMNS + " from event_topic et"
                                + " join topic t on t.id = et.topic_id where et.event_id = any(?)"
                                + " order by t.title_key, t.id",
                        (Object) events.toArray(Long[]::new)),
                Topic::read);
    }

    /** @param search null for all topics */
    Uni<Page<Topic>> page(String search, PageRequest<Topic> request) {
        return session.page(select(search), request);
    }

    Uni<Integer> count(String search) {
        return session.count(select(search));
    }

    /** Call inside a {@link WriteTransaction}. */
    public Uni<UpsertResult> save(TopicDraft draft) {
        return find("slug", draft.slug()).firstResult().chain(found -> {
            Topic topic = found == null ? new Topic() : found;
            boolean changed = draft.applyTo(topic);
            return found == null
                    ? persist(topic).map(saved -> UpsertResult.recorded(saved.key()))
                    : Uni.createFrom().item(UpsertResult.existing(found.key(), changed));
        });
    }

    /** The keys of the topics that exist, by slug. Call inside a {@link WriteTransaction}. */
    public Uni<Map<String, Long>> keysBySlug(Collection<String> slugs) {
        return list("slug in ?1", slugs)
                .map(found -> found.stream().collect(Collectors.toMap(Topic::getSlug, Topic::key)));
    }

    public Uni<Collection<UpsertResult>> saveAll(WriteBatch batch, Collection<TopicDraft> drafts) {
        return TOPICS.save(
                        batch,
                        drafts.stream()
                                .map(draft -> Arrays.asList(
                                        draft.slug(), draft.title(), SortKey.of(draft.title()), draft.description()))
                                .toList())
                .map(Map::values);
    }

    /** The keys of the topics that exist, by slug. */
    public Uni<Map<String, Long>> keysBySlug(WriteBatch batch, Collection<String> slugs) {
        return keys(batch, Sql.of("select t.slug, t.id from topic t where t.slug = any(?)", (Object)
                slugs.toArray(String[]::new)));
    }

    /** Inserts the topics that do not exist yet. Existing topics stay unchanged. */
    public Uni<Void> saveNew(WriteBatch batch, Collection<TopicDraft> drafts) {
        return batch.update(Sql.of(
                        "insert into topic (slug, title, title_key, description)"
                                + " select w.* from unnest(?::text[], ?::text[], ?::text[], ?::text[])"
                                + " as w(slug, title, title_key, description)"
                                + " where not exists (select from topic t where t.slug = w.slug)"
                                + " on conflict do nothing",
                        texts(drafts, TopicDraft::slug),
                        texts(drafts, TopicDraft::title),
                        texts(drafts, draft -> SortKey.of(draft.title())),
                        texts(drafts, TopicDraft::description)))
                .replaceWithVoid();
    }

    /** The keys of all topics whose slugs start with the prefix, by slug. */
    public Uni<Map<String, Long>> keysBeginningWith(WriteBatch batch, String prefix) {
        return keys(batch, Sql.of("select t.slug, t.id from topic t where starts_with(t.slug, ?)", prefix));
    }

    private static Uni<Map<String, Long>> keys(WriteBatch batch, Sql sql) {
        return batch.list(sql, row -> Map.entry(row.getString("slug"), row.getLong("id")))
                .map(pairs -> pairs.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String[] texts(Collection<TopicDraft> drafts, Function<TopicDraft, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }

    private static PagedSelect<Topic> select(String search) {
        Sql where = new Sql()
                .addIf(
                        SearchText.checked("search", search),
                        " and t.search @@ (select websearch_to_tsquery('demarche_text', searchable(?)))");
        return new PagedSelect<>(Topic.COLUMNS, "topic t", null, where, Topic::read);
    }
}

package org.demarche.topic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.vertx.sqlclient.Row;
import org.demarche.database.KeyedEntity;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.search.SearchResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "topic")
@Type(Topic.TYPE)
@Description("A question that runs through many events: the recognition of the Taliban government.")
@ListedAs(page = "A page of topics.", item = "A topic in a list.")
public class Topic extends KeyedEntity implements Node, SearchResult {

    static final String TYPE = "Topic";

    static final String COLUMNS = "t.id, t.slug, t.title, t.title_key, t.description";

    String slug;
    String title;

    @Column(name = "title_key")
    String titleKey;

    String description;

    static Topic read(Row row) {
        Topic topic = new Topic();
        topic.setKey(row.getLong("id"));
        topic.slug = row.getString("slug");
        topic.title = row.getString("title");
        topic.titleKey = row.getString("title_key");
        topic.description = row.getString("description");
        return topic;
    }

    String titleKey() {
        return titleKey;
    }

    @Override
    @Id
    @NonNull
    @Description("Names the topic across all types.")
    public String getId() {
        return GlobalId.of(TYPE, slug);
    }

    @NonNull
    @Description("Human-readable key, unique: taliban-recognition.")
    public String getSlug() {
        return slug;
    }

    @NonNull
    @Description("The question, in a few words.")
    public String getTitle() {
        return title;
    }

    @Description("What belongs to the topic.")
    public String getDescription() {
        return description;
    }
}

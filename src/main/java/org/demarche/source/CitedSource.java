package org.demarche.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.vertx.sqlclient.Row;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "source")
@Type(CitedSource.TYPE)
@Description("Where a statement can be checked.")
public class CitedSource implements Node {

    static final String TYPE = "Source";

    static final String COLUMNS = "so.id, so.title, so.publisher, so.author, so.url, so.published_on, so.language";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    Long key;

    String title;
    String publisher;
    String author;

    @Column(name = "url")
    String address;

    @Column(name = "published_on")
    String published;

    String language;

    static CitedSource read(Row row) {
        CitedSource source = new CitedSource();
        source.key = row.getLong("id");
        source.title = row.getString("title");
        source.publisher = row.getString("publisher");
        source.author = row.getString("author");
        source.address = row.getString("url");
        source.published = row.getString("published_on");
        source.language = row.getString("language");
        return source;
    }

    @Override
    @org.eclipse.microprofile.graphql.Id
    @NonNull
    @Description("Names the source across all types.")
    public String getId() {
        return GlobalId.of(TYPE, key);
    }

    @NonNull
    @Description("What the article, document or page is called.")
    public String getTitle() {
        return title;
    }

    @Description("The newspaper, institution or site.")
    public String getPublisher() {
        return publisher;
    }

    @Description("Who wrote it.")
    public String getAuthor() {
        return author;
    }

    @Description("Where it can be read.")
    public WebAddress getUrl() {
        return WebAddress.recorded(address);
    }

    @Description("The day of publication, as exactly as known.")
    public PartialDate getPublishedOn() {
        return PartialDate.recorded(published);
    }

    @Description("The language that it is written in, as a BCP 47 tag.")
    public String getLanguage() {
        return language;
    }
}

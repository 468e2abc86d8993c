package org.demarche.source;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import io.vertx.sqlclient.Row;
import org.demarche.database.KeyedEntity;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "source")
@Type(CitedSource.TYPE)
@Description("Where a statement can be checked.")
@ListedAs(page = "A page of sources.", item = "A source in a list.")
public class CitedSource extends KeyedEntity implements Node {

    static final String TYPE = "Source";

    static final String COLUMNS =
            "so.id, so.fingerprint, so.title, so.publisher, so.author, so.url, so.published_on, so.language,"
                    + " so.attribution, so.released_on";

    /** The hash of everything that distinguishes it from other sources, which PostgreSQL generates. */
    @Transient
    String fingerprint;

    private static final LocalDate UNDATED = LocalDate.of(1, 1, 1);

    String title;
    String publisher;
    String author;

    // SmallRye takes a property's type from a field of the same name, so this one has another.
    @Column(name = "url")
    String urlText;

    @Column(name = "published_on")
    String publishedOnText;

    String language;

    String attribution;

    @Column(name = "released_on")
    String releasedOnText;

    static CitedSource read(Row row) {
        CitedSource source = new CitedSource();
        source.setKey(row.getLong("id"));
        source.fingerprint = row.getString("fingerprint");
        source.title = row.getString("title");
        source.publisher = row.getString("publisher");
        source.author = row.getString("author");
        source.urlText = row.getString("url");
        source.publishedOnText = row.getString("published_on");
        source.language = row.getString("language");
        source.attribution = row.getString("attribution");
        source.releasedOnText = row.getString("released_on");
        return source;
    }

    /** The sort key of lists by date: as the column published_day, without a date the first day of all. */
    LocalDate publishedDay() {
        PartialDate published = getPublishedOn();
        return published == null ? UNDATED : published.firstDay();
    }

    @Override
    @Id
    @NonNull
    @Description("Names the source across all types.")
    public String getId() {
        return GlobalId.of(TYPE, fingerprint);
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
        return WebAddress.recorded(urlText);
    }

    @Description("The day of publication, or for data the release that was imported last, as exactly as known.")
    public PartialDate getPublishedOn() {
        return PartialDate.recorded(publishedOnText == null ? releasedOnText : publishedOnText);
    }

    @Description("The language that it is written in, as a BCP 47 tag.")
    public String getLanguage() {
        return language;
    }

    @Description("How the publisher asks to be credited wherever the data are shown.")
    public String getAttribution() {
        return attribution;
    }
}

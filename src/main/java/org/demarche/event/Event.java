package org.demarche.event;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import io.vertx.sqlclient.Row;
import org.demarche.change.RevisedEntity;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.demarche.search.SearchResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "event")
@Type(Event.TYPE)
@Description("Something that happened, or is proposed, in international affairs, on which countries take positions.")
@ListedAs(page = "A page of events.", item = "An event in a list.")
public class Event extends RevisedEntity implements Node, SearchResult {

    public static final EntityColumns COLUMNS = new EntityColumns(
            "e.id, e.slug, e.title, e.title_key, e.kind, e.date",
            "e.status, e.end_date, e.summary, e.symbol, e.margin, e.revision, e.recorded_at, e.revised_at",
            Set.of("status", "endDate", "summary", "symbol", "margin", "revision", "recordedAt", "revisedAt"),
            "coalesce(e.global_name, e.slug) as global_name");

    static final String TYPE = "Event";

    /** Its name in the global id: the first slug, or the number of the vote in the first publication that stated it. */
    @Transient
    String globalName;

    /** Null if that is the slug. Later it changes with other columns only, which the database sees to. */
    @Column(name = "global_name", updatable = false)
    private String storedGlobalName;

    String slug;

    /** Null for most events. */
    String symbol;

    String title;

    @Column(name = "title_key")
    String titleKey;

    String summary;

    @Enumerated(EnumType.STRING)
    EventKind kind;

    @Enumerated(EnumType.STRING)
    EventStatus status;

    // SmallRye takes a property's type from a field of the same name, so this one has another.
    @Column(name = "date")
    String dateText;

    @Column(name = "end_date")
    String endDateText;

    /** The database keeps it, see the migration. */
    @Transient
    private Integer margin;

    /** @param globalName its name in the global id; null if that is the slug */
    static Event create(String slug, String globalName, Clock clock) {
        Event event = new Event();
        event.slug = slug;
        event.storedGlobalName = globalName;
        event.setRecorded(clock);
        return event;
    }

    /** Completes what Hibernate has read or written by what the database keeps beside. */
    Event complete(String name, Integer currentMargin) {
        globalName = name;
        margin = currentMargin;
        return this;
    }

    static Event readAll(Row row) {
        return read(row, COLUMNS.all());
    }

    static Event read(Row row, EntityColumns.Selected columns) {
        Event event = new Event();
        event.setKey(row.getLong(0));
        event.slug = row.getString(1);
        event.title = row.getString(2);
        event.titleKey = row.getString(3);
        event.kind = EventKind.valueOf(row.getString(4));
        event.dateText = row.getString(5);
        if (columns.withDetails()) {
            event.status = EventStatus.valueOf(row.getString(6));
            event.endDateText = row.getString(7);
            event.summary = row.getString(8);
            event.symbol = row.getString(9);
            event.margin = row.getInteger(10);
            event.readRevision(row, 11);
        }
        if (columns.withNames()) {
            event.globalName = row.getString("global_name");
        }
        return event;
    }

    String titleKey() {
        return titleKey;
    }

    /** @param unknown for an event without a margin */
    long marginOr(int unknown) {
        return margin == null ? unknown : margin;
    }

    @Override
    @Id
    @NonNull
    @Description("Names the event across all types.")
    public String getId() {
        return GlobalId.of(TYPE, globalName);
    }

    @NonNull
    @Description("Human-readable key, unique, lower case with hyphens: russia-recognises-taliban-government.")
    public String getSlug() {
        return slug;
    }

    @Description("The official symbol of what was decided, in its canonical form: A/RES/68/262, A/RES/2758(XXVI), "
            + "S/RES/2722(2024). The vote on a resolution has it, votes on its parts and amendments have none.")
    public String getSymbol() {
        return symbol;
    }

    @NonNull
    @Description("What happened, as a headline.")
    public String getTitle() {
        return title;
    }

    @Description("What happened, in a few sentences.")
    public String getSummary() {
        return summary;
    }

    @NonNull
    @Description("What the event is.")
    public EventKind getKind() {
        return kind;
    }

    @NonNull
    @Description("Whether it has come about.")
    public EventStatus getStatus() {
        return status;
    }

    @NonNull
    @Description("When it happened or began, or was proposed, as exactly as known.")
    public PartialDate getDate() {
        return PartialDate.recorded(dateText);
    }

    @NonNull
    @Description("The first day that the date can mean: for sorting, and for clients that need a calendar day.")
    public LocalDate getDay() {
        return getDate().firstDay();
    }

    @Description("For what lasted: the last day, as exactly as known.")
    public PartialDate getEndDate() {
        return PartialDate.recorded(endDateText);
    }

    @Description("Supporting less opposing countries, both with those that do so in part: supports + partlySupports "
            + "- partlyOpposes - opposes of the tally. Null if no country holds a position; an absence is none.")
    public Integer getMargin() {
        return margin;
    }
}

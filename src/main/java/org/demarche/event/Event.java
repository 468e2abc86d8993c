package org.demarche.event;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.demarche.search.SearchResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "event")
@Type(Event.TYPE)
@Description("Something that happened, or is proposed, in international affairs, on which countries take positions.")
@ListedAs(page = "A page of events.", item = "An event in a list.")
public class Event implements Node, SearchResult {

    static final String TYPE = "Event";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    Long key;

    String slug;
    String title;

    @Column(name = "title_key")
    String titleKey;

    String summary;

    @Enumerated(EnumType.STRING)
    EventKind kind;

    @Enumerated(EnumType.STRING)
    EventStatus status;

    @Column(name = "date")
    String began;

    @Column(name = "end_date")
    String ended;

    int revision = 1;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "revised_at")
    Instant revisedAt;

    static Event begin() {
        Event event = new Event();
        event.recordedAt = Instant.now();
        event.revisedAt = event.recordedAt;
        return event;
    }

    void revisedIf(boolean changed) {
        if (changed) {
            revision++;
            revisedAt = Instant.now();
        }
    }

    /** The key in the database. */
    public long key() {
        return key;
    }

    LocalDate day() {
        return getDate().firstDay();
    }

    String titleKey() {
        return titleKey;
    }

    @Override
    @org.eclipse.microprofile.graphql.Id
    @NonNull
    @Description("Names the event across all types.")
    public String getId() {
        return GlobalId.of(TYPE, key);
    }

    @NonNull
    @Description("Human-readable key, unique, lower case with hyphens: russia-recognises-taliban-government.")
    public String getSlug() {
        return slug;
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
        return PartialDate.recorded(began);
    }

    @Description("For what lasted: the last day, as exactly as known.")
    public PartialDate getEndDate() {
        return PartialDate.recorded(ended);
    }

    @NonNull
    @Description("Grows by one with every revision.")
    public int getRevision() {
        return revision;
    }

    @NonNull
    @Description("When it was first recorded here.")
    public Instant getRecordedAt() {
        return recordedAt;
    }

    @NonNull
    @Description("When it was last revised here.")
    public Instant getRevisedAt() {
        return revisedAt;
    }
}

package org.demarche.stance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.LongFunction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import io.vertx.sqlclient.Row;
import org.demarche.change.RevisedEntity;
import org.demarche.country.Country;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "stance")
@Type(Stance.TYPE)
@Description("One country's dated, sourced position on one event.")
@ListedAs(page = "A page of stances.", item = "A stance in a list.")
public class Stance extends RevisedEntity implements Node {

    static final String TYPE = "Stance";

    static final EntityColumns COLUMNS = new EntityColumns(
            "s.id, s.event_id, s.country_id, s.position, s.since, s.until",
            "s.act, s.summary, s.quote, s.speaker, s.confidence, s.revision, s.recorded_at, s.revised_at",
            Set.of("act", "summary", "quote", "speaker", "confidence", "revision", "recordedAt", "revisedAt"),
            "s.global_name, (select coalesce(e.global_name, e.slug) from event e where e.id = s.event_id) as event_name");

    @Column(name = "event_id")
    long eventKey;

    @Column(name = "country_id")
    long countryKey;

    /** Its name in the global id; null unless that is requested. */
    @Transient
    String globalName;

    /** Null if it follows from country and first day. Later it changes with other columns only, which the database sees to. */
    @Column(name = "global_name", updatable = false)
    String storedGlobalName;

    /** From memory, not from the row: see CountryDirectory. */
    @Transient
    Country country;

    @Enumerated(EnumType.STRING)
    Position position;

    @Enumerated(EnumType.STRING)
    Act act;

    // SmallRye takes a property's type from a field of the same name, so these have others.
    @Column(name = "since")
    String sinceText;

    @Column(name = "until")
    String untilText;

    String summary;
    String quote;
    String speaker;

    @Enumerated(EnumType.STRING)
    Confidence confidence;

    static Stance create(Clock clock) {
        Stance stance = new Stance();
        stance.setRecorded(clock);
        return stance;
    }

    static Stance read(Row row, EntityColumns.Selected columns, LongFunction<Country> countries) {
        Stance stance = new Stance();
        stance.setKey(row.getLong(0));
        stance.eventKey = row.getLong(1);
        stance.countryKey = row.getLong(2);
        stance.country = countries.apply(stance.countryKey);
        stance.position = Position.valueOf(row.getString(3));
        stance.sinceText = row.getString(4);
        stance.untilText = row.getString(5);
        if (columns.withDetails()) {
            stance.act = Act.valueOf(row.getString(6));
            stance.summary = row.getString(7);
            stance.quote = row.getString(8);
            stance.speaker = row.getString(9);
            stance.confidence = Confidence.valueOf(row.getString(10));
            stance.readRevision(row, 11);
        }
        if (columns.withNames()) {
            stance.globalName = StanceName.of(
                    row.getString("event_name"),
                    row.getString("global_name"),
                    stance.country.getCode(),
                    stance.getSinceDay());
        }
        return stance;
    }

    /** Completes what Hibernate has read or written by what stands elsewhere. */
    Stance complete(String eventName, String onEvent, Country of) {
        country = of;
        globalName = StanceName.of(eventName, onEvent, of.getCode(), getSinceDay());
        return this;
    }

    long eventKey() {
        return eventKey;
    }

    @Override
    @Id
    @NonNull
    @Description("Names the stance across all types.")
    public String getId() {
        return GlobalId.of(TYPE, globalName);
    }

    @NonNull
    @Description("Who takes the position.")
    public Country getCountry() {
        return country;
    }

    @NonNull
    @Description("Where the country stands.")
    public Position getPosition() {
        return position;
    }

    @NonNull
    @Description("How the position was expressed.")
    public Act getAct() {
        return act;
    }

    @NonNull
    @Description("The first day on which it held, as exactly as known: 2025-04 holds from 2025-04-01.")
    public PartialDate getSince() {
        return PartialDate.recorded(sinceText);
    }

    @NonNull
    @Description("The first day on which it held, as a full date: since, completed by its first month and day.")
    public LocalDate getSinceDay() {
        return getSince().firstDay();
    }

    @Description("The first day on which it no longer held, as exactly as known; null while it is in force.")
    public PartialDate getUntil() {
        return PartialDate.recorded(untilText);
    }

    @Description("The first day on which it no longer held, as a full date; null while it is in force.")
    public LocalDate getUntilDay() {
        PartialDate until = getUntil();
        return until == null ? null : until.firstDay();
    }

    @Description("What the country said or did, in a sentence.")
    public String getSummary() {
        return summary;
    }

    @Description("The words themselves, short.")
    public String getQuote() {
        return quote;
    }

    @Description("Who said them.")
    public String getSpeaker() {
        return speaker;
    }

    @NonNull
    @Description("How sure the stance is.")
    public Confidence getConfidence() {
        return confidence;
    }
}

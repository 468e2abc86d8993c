package org.demarche.stance;

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
import jakarta.persistence.Transient;

import org.demarche.country.Country;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "stance")
@Type(Stance.TYPE)
@Description("One country's dated, sourced position on one event.")
@ListedAs(page = "A page of stances.", item = "A stance in a list.")
public class Stance implements Node {

    static final String TYPE = "Stance";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    Long key;

    @Column(name = "event_id")
    long eventKey;

    @Column(name = "country_id")
    long countryKey;

    /** From memory, not from the row: see CountryDirectory. */
    @Transient
    Country country;

    @Enumerated(EnumType.STRING)
    Position position;

    @Enumerated(EnumType.STRING)
    Act act;

    @Column(name = "since")
    String began;

    @Column(name = "until")
    String ended;

    String summary;
    String quote;
    String speaker;

    @Enumerated(EnumType.STRING)
    Confidence confidence;

    int revision = 1;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "revised_at")
    Instant revisedAt;

    static Stance begin() {
        Stance stance = new Stance();
        stance.recordedAt = Instant.now();
        stance.revisedAt = stance.recordedAt;
        return stance;
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

    long eventKey() {
        return eventKey;
    }

    LocalDate sinceDay() {
        return getSince().firstDay();
    }

    @Override
    @org.eclipse.microprofile.graphql.Id
    @NonNull
    @Description("Names the stance across all types.")
    public String getId() {
        return GlobalId.of(TYPE, key);
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
        return PartialDate.recorded(began);
    }

    @Description("The first day on which it no longer held, as exactly as known; null while it is in force.")
    public PartialDate getUntil() {
        return PartialDate.recorded(ended);
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

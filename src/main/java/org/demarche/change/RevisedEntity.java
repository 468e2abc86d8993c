package org.demarche.change;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import io.vertx.sqlclient.Row;
import org.demarche.database.KeyedEntity;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** An entity that counts its revisions and knows when it was recorded and last revised. */
@MappedSuperclass
public abstract class RevisedEntity extends KeyedEntity {

    private int revision = 1;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "revised_at")
    private Instant revisedAt;

    @NonNull
    @Description("Grows by one with every revision; send it back to revise.")
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

    /** The sort key of lists by revision. */
    public OffsetDateTime revisedTime() {
        return revisedAt.atOffset(ZoneOffset.UTC);
    }

    /** Starts the history of a new entity. */
    protected void setRecorded(Clock clock) {
        recordedAt = now(clock);
        revisedAt = recordedAt;
    }

    public void reviseIf(boolean changed, Clock clock) {
        if (changed) {
            revision++;
            revisedAt = now(clock);
        }
    }

    /** As exactly as PostgreSQL stores it. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Reads the columns revision, recorded_at and revised_at, which stand next to each other in the row. */
    protected void readRevision(Row row, int firstColumn) {
        revision = row.getInteger(firstColumn);
        recordedAt = row.getOffsetDateTime(firstColumn + 1).toInstant();
        revisedAt = row.getOffsetDateTime(firstColumn + 2).toInstant();
    }
}

package org.demarche.change;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

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

    /** The sort key of lists by revision. */
    public OffsetDateTime revisedTime() {
        return revisedAt.atOffset(ZoneOffset.UTC);
    }

    /** Starts the history of a new entity. */
    protected void setRecordedNow() {
        recordedAt = Instant.now();
        revisedAt = recordedAt;
    }

    public void reviseIf(boolean changed) {
        if (changed) {
            revision++;
            revisedAt = Instant.now();
        }
    }

    /** Reads the columns revision, recorded_at and revised_at, which stand next to each other in the row. */
    protected void readRevision(Row row, int firstColumn) {
        revision = row.getInteger(firstColumn);
        recordedAt = row.getOffsetDateTime(firstColumn + 1).toInstant();
        revisedAt = row.getOffsetDateTime(firstColumn + 2).toInstant();
    }
}

package org.demarche.change;

import java.time.Instant;

import io.vertx.sqlclient.Row;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What one transaction did to one object. Of several writes in a transaction only the last state counts. */
@Type("Change")
@Description("One recorded change.")
@ListedAs(page = "A page of changes.", item = "A change in a list.")
public final class Change {

    /** The columns that every statement about changes selects, with the function's row as ch and the set as s. */
    static final String COLUMNS = "ch.place, ch.type, ch.key, ch.kind, ch.at, ch.change_set, s.changed_by, s.reason,"
            + " name_of_changed(ch.type, ch.key) as name";

    private final Place place;
    private final ChangeKind kind;
    private final Instant at;
    private final long changeSet;
    private final String author;
    private final String reason;
    private final String name;

    private Change(Row row) {
        this.place = new Place(row.getLong(0), row.getInteger(1), row.getLong(2));
        this.kind = ChangeKind.valueOf(row.getString(3));
        this.at = row.getOffsetDateTime(4).toInstant();
        this.changeSet = row.getLong(5);
        this.author = row.getString(6);
        this.reason = row.getString(7);
        this.name = row.getString(8);
    }

    /** Reads {@link #COLUMNS}. */
    static Change read(Row row) {
        return new Change(row);
    }

    public Place place() {
        return place;
    }

    public ChangedType type() {
        return ChangedType.of(place.type());
    }

    /** The key of the object in the database. */
    public long key() {
        return place.key();
    }

    long changeSet() {
        return changeSet;
    }

    @NonNull
    @Description("Where the change lies in the feed: good for after of changes.")
    public String getCursor() {
        return Place.FEED.cursor(place);
    }

    @Id
    @NonNull
    @Description("The global id of what changed, also once it has been withdrawn.")
    public String getNodeId() {
        return GlobalId.of(type().node(), name);
    }

    @NonNull
    @Description("What was done.")
    public ChangeKind getKind() {
        return kind;
    }

    @NonNull
    @Description(
            "When it was committed. Changes of one transaction have the same time, and no change has an earlier one "
                    + "than the changes before it.")
    public Instant getAt() {
        return at;
    }

    @NonNull
    @Description("Who, as the access token names them; of an import, its name.")
    public String getBy() {
        return author;
    }

    @Description("Why, as the author states it; of an import, the files.")
    public String getReason() {
        return reason;
    }
}

package org.demarche.importing.unvotes;

import java.time.LocalDate;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.ChangeAuthor;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.importing.unvotes.builtin.CompactFiles;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.support.BulkRecord;

/** The latest of the built-in votes, for tests of what the manual says about them: all would take a minute. */
public final class RecentVotes {

    private static final int YEAR = 2026;

    /** The small record has a topic and an event that begin with un- too. */
    private static final String VOTES = "slug ~ '^un-(a-res|s-res|ga|sc)-'";

    private RecentVotes() {}

    /** Unless they are loaded. */
    public static void load() throws Throwable {
        if (BulkRecord.number("select count(*) from event where " + VOTES) > 0) {
            return;
        }
        Voters voters = VertxContextSupport.subscribeAndAwait(bean(UnVotesImport.class)::voters);
        for (String file : CompactFiles.names()) {
            ParsedFiles recent = new ParsedFiles(voters, new RejectedRows(null), LocalDate.MAX);
            CompactFiles.read(file, voters).inOrder().stream()
                    .filter(rollCall -> rollCall.date().firstDay().getYear() == YEAR)
                    .forEach(recent::add);
            VertxContextSupport.subscribeAndAwait(
                    () -> bean(UnVotesWriter.class).write(ChangeAuthor.named("test"), recent, written -> {}));
        }
    }

    public static void delete() {
        BulkRecord.execute("delete from event where " + VOTES
                + "; delete from topic where slug = 'un-sc' or slug ~ '^un-(ga|sc)-';"
                + " delete from source s where not exists (select from event_source where source_id = s.id)"
                + " and not exists (select from stance_source where source_id = s.id)");
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}

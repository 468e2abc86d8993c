package org.demarche.importing;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.ReadSession;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Stores when imports ran and what they did. */
@Singleton
public class ImportRunRepository {

    /** Many times the duration of an import of the whole UN record. */
    private static final String MAX_DURATION = "interval '1 hour'";

    private static final String LOCK = "import run";

    /** Of notes, which are no part of the record. */
    private static final ChangeAuthor AUTHOR = ChangeAuthor.named("import");

    private final ReadSession read;
    private final WriteTransaction transaction;

    ImportRunRepository(ReadSession read, WriteTransaction transaction) {
        this.read = read;
        this.transaction = transaction;
    }

    /** @return the key of the run */
    public Uni<Long> begin(String kind) {
        return transaction
                .bulk(
                        AUTHOR,
                        LOCK,
                        batch -> batch.list(
                                Sql.of("insert into import_run (kind) values (?) returning id", kind),
                                row -> row.getLong("id")))
                .map(keys -> keys.get(0));
    }

    public Uni<Void> end(long key, ImportResult.Outcome outcome, ImportResult result) {
        return transaction
                .bulk(AUTHOR, LOCK, batch -> saveFiles(batch, key, result.files())
                        .chain(() -> batch.update(Sql.of(
                                "update import_run set ended_at = clock_timestamp(), outcome = ?, recorded = ?, revised = ?,"
                                        + " unchanged = ?, rejected = ? where id = ?",
                                outcome.name(),
                                result.recorded(),
                                result.revised(),
                                result.unchanged(),
                                result.rejected(),
                                key))))
                .replaceWithVoid();
    }

    private static Uni<Void> saveFiles(WriteBatch batch, long key, List<ImportedFile> files) {
        if (files.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return batch.update(Sql.of(
                        "insert into imported_file (run_id, ordinal, name, publisher, attribution, released_on, downloaded_on)"
                                + " select ?::bigint, w.ordinal, w.name, w.publisher, w.attribution, w.released_on,"
                                + " w.downloaded_on from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                                + " with ordinality as w(name, publisher, attribution, released_on, downloaded_on, ordinal)",
                        key,
                        texts(files, ImportedFile::name),
                        texts(files, ImportedFile::publisher),
                        texts(files, ImportedFile::attribution),
                        texts(files, ImportedFile::releasedOn),
                        texts(files, ImportedFile::downloadedOn)))
                .replaceWithVoid();
    }

    private static String[] texts(List<ImportedFile> files, Function<ImportedFile, Object> value) {
        return files.stream()
                .map(value)
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }

    /** One for each kind that has been imported. */
    public Uni<List<ImportRun>> latest() {
        return read.list(
                Sql.of(
                        "select latest.kind, latest.outcome = 'FAILED' or latest.outcome is null and latest.began_at < now() - "
                                + MAX_DURATION
                                + " as failed, good.ended_at, coalesce(good.recorded, 0) as recorded,"
                                + " coalesce(good.revised, 0) as revised, coalesce(good.unchanged, 0) as unchanged,"
                                + " coalesce(good.rejected, 0) as rejected"
                                + " from (select distinct on (kind) kind, outcome, began_at from import_run order by kind, id desc)"
                                + " as latest left join lateral (select ended_at, recorded, revised, unchanged, rejected"
                                + " from import_run where kind = latest.kind and outcome <> 'FAILED' order by id desc limit 1)"
                                + " as good on true order by kind"),
                ImportRunRepository::toRun);
    }

    private static ImportRun toRun(Row row) {
        return new ImportRun(
                row.getString("kind"),
                Boolean.TRUE.equals(row.getBoolean("failed")),
                row.getOffsetDateTime("ended_at"),
                new ImportResult(
                        row.getInteger("recorded"),
                        row.getInteger("revised"),
                        row.getInteger("unchanged"),
                        row.getInteger("rejected")));
    }
}

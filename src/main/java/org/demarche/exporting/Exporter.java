package org.demarche.exporting;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.alignment.AlignmentFilter;
import org.demarche.alignment.AlignmentPairs;
import org.demarche.database.RowBatches;
import org.demarche.error.ClientErrorException;
import org.demarche.event.EventExportRepository;
import org.demarche.event.EventFilter;
import org.demarche.stance.StanceExportRepository;
import org.demarche.stance.StanceFilter;

/** Starts exports. */
@Singleton
public class Exporter {

    private final StanceExportRepository stances;
    private final EventExportRepository events;
    private final AlignmentPairs alignments;
    private final RecordExportRepository records;

    Exporter(
            StanceExportRepository stances,
            EventExportRepository events,
            AlignmentPairs alignments,
            RecordExportRepository records) {
        this.stances = stances;
        this.events = events;
        this.alignments = alignments;
        this.records = records;
    }

    /**
     * The caller must close the export.
     *
     * @return fails with a {@link ClientErrorException} for a filter that is not allowed
     */
    public Uni<Export<?>> open(ExportRequest request) {
        return Uni.createFrom()
                .deferred(() -> request.format() == ExportFormat.YAML ? asRecord(request) : asTable(request));
    }

    private Uni<Export<?>> asRecord(ExportRequest request) {
        Uni<RowBatches<RecordEntry>> entries =
                switch (request.kind()) {
                    case STANCES -> records.ofStances(request.filter(StanceFilter.class));
                    case EVENTS -> records.ofEvents(request.filter(EventFilter.class));
                    case ALIGNMENTS -> throw new IllegalStateException("Alignments have no record");
                };
        return entries.map(rows -> new Export<>(rows, new RecordEncoder()));
    }

    private Uni<Export<?>> asTable(ExportRequest request) {
        return switch (request.kind()) {
            case STANCES ->
                stances.all(request.filter(StanceFilter.class)).map(rows -> export(rows, Tables.STANCES, request));
            case EVENTS ->
                events.all(request.filter(EventFilter.class)).map(rows -> export(rows, Tables.EVENTS, request));
            case ALIGNMENTS ->
                alignments
                        .all(
                                request.filter(PairFilter.class, PairFilter.NONE)
                                        .countries(),
                                request.filter(AlignmentFilter.class))
                        .map(pairs -> export(RowBatches.of(pairs), Tables.ALIGNMENTS, request));
        };
    }

    private static <T> Export<?> export(RowBatches<T> rows, List<Column<T>> columns, ExportRequest request) {
        return new Export<>(rows, encoder(columns, request));
    }

    private static <T> RowEncoder<T> encoder(List<Column<T>> columns, ExportRequest request) {
        return request.format() == ExportFormat.JSONL
                ? new JsonLinesEncoder<>(columns)
                : new CsvEncoder<>(columns, request.filter(CsvLayout.class, CsvLayout.DEFAULT));
    }
}

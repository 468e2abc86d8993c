package org.demarche.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

/** A table with a header as RFC 4180 describes it, in UTF-8. */
final class CsvEncoder<T> implements RowEncoder<T> {

    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    private final List<Column<T>> columns;
    private final CsvLayout layout;

    CsvEncoder(List<Column<T>> columns, CsvLayout layout) {
        this.columns = columns;
        this.layout = layout;
    }

    @Override
    public void begin(OutputStream out) throws IOException {
        if (layout.withByteOrderMark()) {
            out.write(BYTE_ORDER_MARK);
        }
        CsvWriter csv = writer(out);
        csv.writeRecord(columns.stream().map(Column::name).toList());
        csv.flush();
    }

    @Override
    public void write(List<T> rows, OutputStream out) throws IOException {
        CsvWriter csv = writer(out);
        for (T row : rows) {
            csv.writeRecord(columns.stream().map(column -> column.cell(row)).toList());
        }
        csv.flush();
    }

    private static CsvWriter writer(OutputStream out) {
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}

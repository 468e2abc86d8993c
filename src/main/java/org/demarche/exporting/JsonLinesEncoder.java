package org.demarche.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.demarche.http.FixedKeysMap;
import org.demarche.http.ResponseWriter;

/** A JSON object on each line, with the columns of the table as its keys; lists stay lists, and what is unknown is null. */
final class JsonLinesEncoder<T> implements RowEncoder<T> {

    private final List<Column<T>> columns;
    private final FixedKeysMap.Keys keys;

    JsonLinesEncoder(List<Column<T>> columns) {
        this.columns = columns;
        this.keys = new FixedKeysMap.Keys(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(List<T> rows, OutputStream out) throws IOException {
        for (T row : rows) {
            Object[] values =
                    columns.stream().map(column -> column.value().apply(row)).toArray();
            out.write(ResponseWriter.write(keys.map(values)));
            out.write('\n');
        }
    }
}

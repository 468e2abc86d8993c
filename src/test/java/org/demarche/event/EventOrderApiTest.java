package org.demarche.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.paging.Keyset;
import org.demarche.support.BulkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class EventOrderApiTest {

    /** The table is so small that PostgreSQL would rather sort it. */
    private static final String INDEX_OR_NOTHING =
            "set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; set enable_incremental_sort = off";

    @ParameterizedTest
    @EnumSource(EventOrder.class)
    void eachOrderIsReadFromItsCursorByOneIndexInBothDirections(EventOrder order) throws SQLException {
        Keyset<Event> keyset = order.keyset("events");
        String cursor = keyset.columns().stream()
                .map(column -> "(select null::" + column.type().sql() + ")")
                .collect(Collectors.joining(", ", "(", ")"));
        for (boolean backward : List.of(false, true)) {
            String operator = keyset.descending() == backward ? " > " : " < ";
            List<String> plan = plan("select * from event e where " + keyset.rowSql() + operator + cursor + " order by "
                    + keyset.orderSql(backward) + " limit 20");
            assertThat(plan)
                    .as(String.join("\n", plan))
                    .anyMatch(line -> line.contains("Index Scan") && line.contains(" using event_by_"))
                    .anyMatch(line -> line.contains("Index Cond: (ROW("))
                    .noneMatch(line -> line.contains("Sort"));
        }
    }

    private static List<String> plan(String query) throws SQLException {
        try (Connection connection = BulkRecord.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(INDEX_OR_NOTHING);
            List<String> lines = new ArrayList<>();
            try (ResultSet plan = statement.executeQuery("explain " + query)) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
            return lines;
        }
    }
}

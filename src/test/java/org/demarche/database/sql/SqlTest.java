package org.demarche.database.sql;

import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.IntStream;

import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SqlTest {

    @Test
    void eachValueGetsTheNextParameterNumber() {
        Sql sql = Sql.of("select ? where a = ?", 1, "a").add(" and b = ?", "b");
        assertThat(sql.text()).isEqualTo("select $1 where a = $2 and b = $3");
        assertThat(values(sql)).containsExactly(1, "a", "b");
    }

    @Test
    void aValueNeverBecomesText() {
        Sql sql = Sql.of("select ?", "? $1 '; drop table country; --").add(" and ?", "b");
        assertThat(sql.text()).isEqualTo("select $1 and $2");
        assertThat(values(sql)).containsExactly("? $1 '; drop table country; --", "b");
    }

    @Test
    void theParametersOfAnAddedStatementAreRenumbered() {
        Sql other = Sql.of("c = ? or d = ?", "c", "d");
        Sql sql = Sql.of("a = ? and (", "a").add(other).add(") and e = ?", "e");
        assertThat(sql.text()).isEqualTo("a = $1 and (c = $2 or d = $3) and e = $4");
        assertThat(values(sql)).containsExactly("a", "c", "d", "e");
        assertThat(other.text()).isEqualTo("c = $1 or d = $2");
    }

    @Test
    void parameterNumbersOfTwoDigitsAreRenumbered() {
        Sql other = Sql.of("");
        IntStream.rangeClosed(1, 11).forEach(number -> other.add("?,", number));
        Sql sql = Sql.of("?,", 0).add(other);
        assertThat(sql.text()).isEqualTo("$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,");
        assertThat(values(sql)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aStatementWithoutValuesIsAddedUnchanged() {
        assertThat(Sql.of("a = ?", 1).add(Sql.of(" order by b")).text()).isEqualTo("a = $1 order by b");
    }

    @Test
    void aWrongNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> Sql.of("a = ?", 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sql.of("a = ? and b = ?", 1)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Sql.of("a = 1", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAbsentFilterAddsNothing() {
        Sql sql = Sql.of("true").addIf(null, " and a = ?").addNames(null, " and b = any(?)");
        assertThat(sql.text()).isEqualTo("true");
        assertThat(values(sql)).isEmpty();
    }

    @Test
    void aPresentFilterIsAdded() {
        Sql sql = Sql.of("true").addIf(7, " and a = ?");
        assertThat(sql.text()).isEqualTo("true and a = $1");
        assertThat(values(sql)).containsExactly(7);
    }

    @Test
    void constantsAreBoundByTheirNames() {
        Sql sql = Sql.of("true").addNames(List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), " and day = any(?)");
        assertThat(sql.text()).isEqualTo("true and day = any($1)");
        assertThat(values(sql)).containsExactly((Object) new String[] {"MONDAY", "FRIDAY"});
    }

    @Test
    void anEmptyListOfConstantsMatchesNothing() {
        assertThat(Sql.of("true").addNames(List.of(), " and day = any(?)").text())
                .isEqualTo("true and day = any($1)");
    }

    private static List<Object> values(Sql sql) {
        Tuple tuple = sql.values();
        return IntStream.range(0, tuple.size()).mapToObj(tuple::getValue).toList();
    }
}

package org.demarche.graphql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer "today" follows the injected clock. */
@QuarkusTest
class TodayApiTest {

    private static final String MEMBERS =
            "query ($on: Date) { bloc(code: \"NATO\") { memberships(on: $on) { totalCount } } }";

    @ParameterizedTest
    @CsvSource({
        "1949-04-03T12:00:00Z, 0",
        "1950-01-01T00:00:00Z, 12",
        "2024-03-06T23:59:59Z, 31",
        "2024-03-07T00:00:00Z, 32"
    })
    void todayIsTheDateOfTheClock(Instant now, int members) {
        QuarkusMock.installMockForType(Clock.fixed(now, ZoneOffset.UTC), Clock.class);
        assertThat(countMembers(Map.of())).isEqualTo(members);
        assertThat(countMembers(Map.of("on", "1955-01-01"))).isEqualTo(14);
    }

    private static int countMembers(Map<String, Object> variables) {
        return GraphqlClient.answer(MEMBERS, variables).getInt("data.bloc.memberships.totalCount");
    }
}

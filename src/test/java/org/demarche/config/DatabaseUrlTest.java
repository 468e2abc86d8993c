package org.demarche.config;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://stances_db:5433/demarche",
                "postgres://stances_db:5433/demarche",
                "vertx-reactive:postgresql://stances_db:5433/demarche",
                "vertx-reactive:postgres://stances_db:5433/demarche"
            })
    void everyFormOfTheSchemeLeadsToTheSameDatabase(String reactive) {
        assertThat(DatabaseUrl.parse(reactive))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://stances_db:5433/demarche", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.7", "[::1]:5432", "db.example.org:6432", "stances-rw.databases.svc:1"})
    void theAddressIsKeptAsItIs(String address) {
        assertThat(DatabaseUrl.parse("postgresql://" + address + "/demarche").jdbc())
                .isEqualTo("jdbc:postgresql://" + address + "/demarche");
    }

    @Test
    void userAndPasswordBecomeSettingsAndAreDecoded() {
        assertThat(DatabaseUrl.parse("postgresql://clerk:a%40b+c@host/demarche"))
                .isEqualTo(new DatabaseUrl(
                        "jdbc:postgresql://host/demarche",
                        Map.of("quarkus.datasource.username", "clerk", "quarkus.datasource.password", "a@b+c")));
        assertThat(DatabaseUrl.parse("postgresql://host/demarche?user=clerk&password=secret")
                        .credentials())
                .isEqualTo(Map.of("quarkus.datasource.username", "clerk", "quarkus.datasource.password", "secret"));
    }

    @Test
    void aParameterGetsTheNameThatJdbcHasForIt() {
        assertThat(DatabaseUrl.parse(
                                "postgresql://host/demarche?sslmode=require&search_path=who&application_name=a%20b")
                        .jdbc())
                .isEqualTo("jdbc:postgresql://host/demarche?sslmode=require&currentSchema=who&ApplicationName=a%20b");
    }

    @Test
    void aParameterThatJdbcDoesNotKnowIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse("postgresql://host/demarche?hostaddr=10.0.0.7"))
                .withMessageContaining("'hostaddr'")
                .withMessageContaining(DatabaseUrl.JDBC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "jdbc:postgresql://clerk:secret@host/demarche",
                "mysql://clerk:secret@host/demarche",
                "postgresql://clerk:secret@host",
                "postgresql://clerk:secret@host:port/demarche",
                "postgresql://clerk:secret@one/demarche,postgresql://clerk:secret@two/demarche",
                "postgresql://clerk:secret@%2Fvar%2Frun%2Fpostgresql/demarche"
            })
    void anythingElseIsRefusedWithoutRepeatingThePassword(String reactive) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(reactive))
                .withMessageContaining(DatabaseUrl.REACTIVE)
                .withMessageNotContaining("secret");
    }
}

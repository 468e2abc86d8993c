package org.demarche.stance;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of stances are read without the columns that no requested field needs: no field may lack its column. */
@QuarkusTest
class ColumnsApiTest {

    @ParameterizedTest
    @CsvSource({"Stance, %s, %s act recordedAt", "Event, event { %s }, event { %s status recordedAt }"})
    void aFieldAskedForAloneIsAsWithAllOthers(String type, String alone, String all) {
        List<String> leaves = leaves(type);
        assertThat(leaves).hasSizeGreaterThan(9).contains("id", "recordedAt", "summary");
        for (String field : leaves) {
            String values = "country.stances.nodes." + (type.equals("Event") ? "event." : "") + field;
            assertThat(values(alone.formatted(field), values))
                    .as(field)
                    .isNotEmpty()
                    .isEqualTo(values(all.formatted(field), values));
        }
    }

    private static List<String> leaves(String type) {
        return GraphqlClient.data(
                        "{ __type(name: \"%s\") { fields { name type { kind ofType { kind } } } } }".formatted(type))
                .getList("__type.fields.findAll { (it.type.ofType ?: it.type).kind in ['SCALAR', 'ENUM'] }.name");
    }

    private static List<Object> values(String selection, String path) {
        return GraphqlClient.data(
                        "{ country(code: \"RU\") { stances(first: 20) { nodes { %s } } } }".formatted(selection))
                .getList(path);
    }
}

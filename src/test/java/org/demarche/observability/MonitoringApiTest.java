package org.demarche.observability;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.MetricsScrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

/** The alert rules and the dashboard ask for what the running service exports, by the names that it has there. */
@QuarkusTest
class MonitoringApiTest {

    private static final Path FOLDER = Path.of("k8s/components/monitoring");

    /** Of Prometheus' own making. */
    private static final Set<String> ADDED_LABELS = Set.of("instance");

    /** These values come with what is not at hand here, such as a database that is away. */
    private static final Set<String> LABELS_OF_CIRCUMSTANCE = Set.of("status");

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private MetricsScrape scrape;

    @BeforeEach
    void scrapeAfterAnswersMistakesAndImports() {
        GraphqlClient.data("{ countries { totalCount } }");
        GraphqlClient.answer("{ nope }", Map.of());
        BulkRecord.execute("insert into import_run (kind, ended_at, outcome) values ('test', now(), 'ALL_TAKEN')");
        System.gc();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            scrape = MetricsScrape.of(metrics);
            assertThat(scrape.values("demarche_import_failed", "kind")).contains("test");
        });
    }

    @Test
    void everyAlertRuleAsksForWhatIsExported() throws IOException {
        List<String> expressions = alerts();
        assertThat(expressions).hasSizeGreaterThan(7);
        expressions.forEach(this::assertExported);
    }

    @Test
    void everyPanelOfTheDashboardAsksForWhatIsExported() throws IOException {
        List<String> expressions = panels();
        assertThat(expressions).hasSizeGreaterThan(15);
        expressions.forEach(this::assertExported);
    }

    @Test
    void aNameThatIsNotExportedIsNoticed() throws IOException {
        for (String expression : alerts()) {
            for (PromQl.Selector selector : new PromQl(expression).selectors()) {
                String mistaken = expression.replace(selector.metric(), selector.metric() + "x");
                assertThatThrownBy(() -> assertExported(mistaken)).isInstanceOf(AssertionError.class);
            }
        }
    }

    private void assertExported(String expression) {
        PromQl query = new PromQl(expression.replace("$__rate_interval", "5m"));
        List<PromQl.Selector> selectors = query.selectors();
        assertThat(selectors).as(expression).isNotEmpty();
        selectors.forEach(
                selector -> assertThat(scrape.samples().stream().anyMatch(sample -> answers(sample, selector)))
                        .as("%s asks for %s", expression, selector)
                        .isTrue());
        List<String> labels = scrape.samples().stream()
                .filter(sample -> selectors.stream()
                        .anyMatch(selector -> selector.metric().equals(sample.name())))
                .flatMap(sample -> sample.labels().keySet().stream())
                .distinct()
                .toList();
        assertThat(query.groupings().stream().filter(label -> !ADDED_LABELS.contains(label)))
                .as(expression)
                .isSubsetOf(labels);
    }

    private static boolean answers(MetricsScrape.Sample sample, PromQl.Selector selector) {
        return sample.name().equals(selector.metric())
                && selector.equal().entrySet().stream()
                        .allMatch(label -> LABELS_OF_CIRCUMSTANCE.contains(label.getKey())
                                ? sample.labels().containsKey(label.getKey())
                                : label.getValue().equals(sample.labels().get(label.getKey())));
    }

    private static List<String> alerts() throws IOException {
        Map<String, Map<String, List<Map<String, List<Map<String, String>>>>>> rules =
                new Yaml().load(Files.readString(FOLDER.resolve("alerts.yaml")));
        return rules.get("spec").get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .map(rule -> rule.get("expr"))
                .toList();
    }

    private static List<String> panels() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (Object panel : new JsonObject(Files.readString(FOLDER.resolve("dashboard.json"))).getJsonArray("panels")) {
            ((JsonObject) panel)
                    .getJsonArray("targets")
                    .forEach(target -> expressions.add(((JsonObject) target).getString("expr")));
        }
        return expressions;
    }
}

package org.demarche.atlas;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** What is ready after the start, before anybody asks. */
@QuarkusTest
@TestProfile(AtlasWarmUpApiTest.WarmedUp.class)
class AtlasWarmUpApiTest {

    public static final class WarmedUp implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("demarche.warm-up.enabled", "true");
        }
    }

    private static final String ALIKE = "{ country(code: \"RU\") { alignments { totalCount } } }";

    /** In the statement that reads the positions of all events, and in no other. */
    private static final String ALL_POSITIONS = "(select id from event where id > ";

    @Inject
    AtlasWarmUp warmUp;

    @Inject
    AtlasFiles files;

    @Inject
    AtlasDocuments documents;

    @Inject
    GraphqlEngine engine;

    @BeforeEach
    void waitUntilItIsReady() {
        await().until(() -> warmUp.done().toCompletableFuture().isDone());
    }

    @Test
    void everythingWasExecuted() {
        assertThat(warmUp.done()).isCompleted();
    }

    @Test
    void allFilesAreReadAndCompressed() {
        assertThat(files.arePrepared()).isTrue();
    }

    @Test
    void allDocumentsAreParsedAndValidated() {
        assertThat(documents.byName().values()).hasSizeGreaterThan(8).allMatch(engine::isPrepared);
        assertThat(engine.isPrepared("{ __typename }")).isFalse();
    }

    @Test
    void thePositionsOfAllEventsAreInMemory() {
        assertThat(BulkRecord.number(
                        "select coalesce(sum(calls), 0) from pg_stat_statements where position('%s' in query) > 0"
                                .formatted(ALL_POSITIONS)))
                .isPositive();
        assertThat(StatementCounter.during(ALL_POSITIONS, () -> GraphqlClient.data(ALIKE)))
                .isZero();
        assertThat(StatementCounter.during(() -> GraphqlClient.data(ALIKE + " ")))
                .isPositive();
    }
}

package org.demarche.database;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import org.demarche.database.sql.Sql;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of two databases is read. Both are the same server here; the application name tells the connections apart. */
@QuarkusTest
@TestProfile(ReadSessionApiTest.WithReplica.class)
public class ReadSessionApiTest {

    /** Also the profile of other tests that need settings, because each profile starts the service again. */
    public static final class WithReplica implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.read.reactive.url",
                    "${quarkus.datasource.reactive.url}?application_name=replica",
                    "demarche.federation.enabled",
                    "true");
        }
    }

    private static final String REPLICA = "replica";

    @Inject
    ReadSession session;

    @Inject
    WriteTransaction transaction;

    @Test
    void readsUseTheReplica() throws Throwable {
        assertThat(await(() -> reader(session))).isEqualTo(REPLICA);
    }

    @Test
    void readsThatMustNotLagUseThePrimary() throws Throwable {
        assertThat(await(() -> reader(session.onPrimary()))).isNotEqualTo(REPLICA);
    }

    @Test
    void aRequestThatHasWrittenReadsFromThePrimary() throws Throwable {
        assertThat(await(() -> transaction
                        .run(ChangeAuthor.named("test"), () -> Uni.createFrom().nullItem())
                        .chain(() -> reader(session))))
                .isNotEqualTo(REPLICA);
        assertThat(await(() -> transaction
                        .bulk(ChangeAuthor.named("test"), "nothing", batch -> Uni.createFrom()
                                .nullItem())
                        .chain(() -> reader(session))))
                .isNotEqualTo(REPLICA);
        assertThat(await(() -> reader(session))).isEqualTo(REPLICA);
    }

    @Test
    void manyRowsDoNotBlockTheEventLoop() throws Throwable {
        assertThat(await(() -> isMappedOnEventLoop(10))).isTrue();
        assertThat(await(() -> isMappedOnEventLoop(10_000))).isFalse();
    }

    private Uni<Boolean> isMappedOnEventLoop(int rows) {
        return session.list(Sql.of("select n from generate_series(1, ?) n", rows), row -> Context.isOnEventLoopThread())
                .map(mapped -> mapped.get(rows - 1));
    }

    private static Uni<String> reader(ReadSession from) {
        return from.first(Sql.of("select current_setting('application_name')"), row -> row.getString(0));
    }

    private static <T> T await(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }
}

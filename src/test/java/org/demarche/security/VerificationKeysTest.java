package org.demarche.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.demarche.error.UnavailableException;
import org.demarche.support.CapturedWarnings;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerificationKeysTest {

    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Issuer issuer = new Issuer();
    private final AdjustableClock clock = new AdjustableClock();
    private final VerificationKeys keys = new VerificationKeys(issuer, clock);

    @BeforeEach
    void publish() {
        issuer.publish("first");
    }

    @Test
    void nothingIsFetchedBeforeATokenNeedsIt() {
        assertThat(issuer.fetches).isZero();
        assertThat(find("first")).isEqualTo("first");
        assertThat(issuer.fetches).isOne();
    }

    @Test
    void keysAreKept() {
        find("first");
        clock.pass(REFRESH.minusSeconds(1));
        assertThat(find("first")).isEqualTo("first");
        assertThat(issuer.fetches).isOne();
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesIt() {
        find("first");
        issuer.publish("first", "second");
        clock.pass(VerificationKeys.PAUSE);
        assertThat(find("second")).isEqualTo("second");
        assertThat(find("first")).isEqualTo("first");
        assertThat(issuer.fetches).isEqualTo(2);
    }

    @Test
    void aRemovedKeyIsRefusedAfterTheRefresh() {
        find("first");
        issuer.publish("second");
        clock.pass(REFRESH.minusSeconds(1));
        assertThat(find("first")).isEqualTo("first");
        clock.pass(Duration.ofSeconds(1));
        assertThat(find("first")).isNull();
    }

    @Test
    void unknownKeysDoNotMakeTheServiceFloodTheIssuer() {
        find("first");
        for (int i = 0; i < 1000; i++) {
            assertThat(find("unknown" + i)).isNull();
        }
        assertThat(issuer.fetches).isOne();
        clock.pass(VerificationKeys.PAUSE);
        for (int i = 0; i < 1000; i++) {
            assertThat(find("unknown" + i)).isNull();
        }
        assertThat(issuer.fetches).isEqualTo(2);
    }

    @Test
    void tokensThatArriveTogetherShareAFetch() {
        issuer.answers = false;
        List<CompletableFuture<PublicJsonWebKey>> waiting =
                List.of(keys.find(header("first")), keys.find(header("first")), keys.find(header("unknown")));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        issuer.answer();
        assertThat(waiting.get(0).join().getKeyId()).isEqualTo("first");
        assertThat(waiting.get(1).join().getKeyId()).isEqualTo("first");
        assertThat(waiting.get(2).join()).isNull();
        assertThat(issuer.fetches).isOne();
    }

    @Test
    void withoutTheIssuerNoTokenCanBeVerified() {
        issuer.failure = new IllegalStateException("unreachable");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> find("first")).hasCauseInstanceOf(UnavailableException.class);
        }
        assertThat(issuer.fetches).isOne();
        issuer.failure = null;
        clock.pass(VerificationKeys.PAUSE);
        assertThat(find("first")).isEqualTo("first");
    }

    @Test
    void whileTheIssuerIsUnreachableItsKeysAreUsedForAnHour() {
        find("first");
        issuer.failure = new IllegalStateException("unreachable");
        clock.pass(VerificationKeys.RETAIN.minusSeconds(1));
        assertThat(find("first")).isEqualTo("first");
        assertThat(find("unknown")).isNull();
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> find("first")).isInstanceOf(CompletionException.class);
        issuer.failure = null;
        clock.pass(VerificationKeys.PAUSE);
        assertThat(find("first")).isEqualTo("first");
    }

    @Test
    void anIssuerWithoutKeysIsReportedOnce() {
        issuer.publish();
        try (CapturedWarnings warnings = CapturedWarnings.start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(find("first")).isNull();
                clock.pass(VerificationKeys.PAUSE);
            }
            assertThat(warnings.messages()).hasSize(1).allMatch(message -> message.contains("There are no keys"));
        }
    }

    /** Null if the issuer has no such key. */
    private String find(String keyId) {
        PublicJsonWebKey key = keys.find(header(keyId)).join();
        return key == null ? null : key.getKeyId();
    }

    private static TokenHeader header(String keyId) {
        return new TokenHeader("ES256", keyId);
    }

    private static final class Issuer implements KeySource {

        private List<PublicJsonWebKey> published = List.of();
        private RuntimeException failure;
        private boolean answers = true;
        private CompletableFuture<List<PublicJsonWebKey>> pending;
        private int fetches;

        private void publish(String... ids) {
            published = List.of(ids).stream().map(Issuer::key).toList();
        }

        private static PublicJsonWebKey key(String id) {
            try {
                PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                key.setKeyId(id);
                return key;
            } catch (JoseException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void answer() {
            pending.complete(published);
        }

        @Override
        public CompletableFuture<List<PublicJsonWebKey>> fetch() {
            fetches++;
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            pending = new CompletableFuture<>();
            if (answers) {
                answer();
            }
            return pending;
        }

        @Override
        public Duration refresh() {
            return REFRESH;
        }

        @Override
        public String location() {
            return "https://id.example";
        }
    }

    private static final class AdjustableClock extends Clock {

        private Instant now = Instant.parse("2025-07-03T12:00:00Z");

        private void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

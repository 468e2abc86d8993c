package org.demarche.graphql.http;

import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.demarche.config.ResponseCacheSettings;

/**
 * Finished answers, by the bytes of the request and the revision of the data that they show: the screens of an app ask
 * the same again and again. Bounded in bytes; what is asked for least goes first.
 */
@ApplicationScoped
@Startup
public class ResponseCache {

    /** What an entry takes besides its bytes. */
    private static final int OVERHEAD = 200;

    private final Cache<Key, Answer> answers;
    private final long capacity;

    ResponseCache(ResponseCacheSettings settings, MeterRegistry registry) {
        capacity = settings.size().asLongValue();
        answers = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((Key key, Answer answer) -> OVERHEAD + key.bytes.length + answer.json.length)
                .recordStats()
                .build();
        FunctionCounter.builder("demarche.answers.reused", answers, cache -> cache.stats()
                        .hitCount())
                .description(
                        "Requests answered by an answer that was kept, or would have been if nothing had been written")
                .register(registry);
        FunctionCounter.builder("demarche.answers.evicted", answers, cache -> cache.stats()
                        .evictionCount())
                .description("Answers that made room for others")
                .register(registry);
        Gauge.builder("demarche.answers.size", answers, ResponseCache::weight)
                .baseUnit("bytes")
                .description("What the answers that are kept take")
                .register(registry);
    }

    boolean isOn() {
        return capacity > 0;
    }

    /** Null when there is none that shows the revision. */
    Answer find(Key key, long revision) {
        Answer answer = answers.getIfPresent(key);
        return answer != null && answer.revision == revision ? answer : null;
    }

    void keep(Key key, Answer answer) {
        answers.put(key, answer);
    }

    private static double weight(Cache<Key, Answer> cache) {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /**
     * @param revision which state of the data it shows, or a later one
     * @param operation the name of the operation, null for none
     */
    record Answer(long revision, String operation, byte[] json) {}

    /** The request as it came. Comparable, so that keys which were made to have one hash are still told apart fast. */
    static final class Key implements Comparable<Key> {

        private final byte[] bytes;
        private final int hash;

        Key(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && hash == that.hash && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Key other) {
            return Arrays.compare(bytes, other.bytes);
        }
    }
}

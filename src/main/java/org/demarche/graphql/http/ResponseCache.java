package org.demarche.graphql.http;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.demarche.config.ResponseCacheSettings;
import org.demarche.http.CompressibleBytes;

/**
 * Caches responses by the bytes of the request and the revision of the data, because the screens of an app send the same
 * requests again and again. Limited in bytes; Caffeine evicts the entries that are used least.
 */
@Singleton
@Startup
public class ResponseCache {

    /** Bytes that an entry takes besides its key and JSON. */
    private static final int OVERHEAD = 200;

    private final Cache<RequestKey, CachedResponse> responses;
    private final long capacity;

    ResponseCache(ResponseCacheSettings settings, MeterRegistry registry) {
        capacity = settings.size().asLongValue();
        responses = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((RequestKey key, CachedResponse response) -> OVERHEAD + key.length() + response.json.weight())
                .recordStats()
                .build();
        FunctionCounter.builder("demarche.answers.reused", responses, cache -> cache.stats()
                        .hitCount())
                .description("Requests for which the cache had a response, including outdated ones")
                .register(registry);
        FunctionCounter.builder("demarche.answers.evicted", responses, cache -> cache.stats()
                        .evictionCount())
                .description("Cached responses that were evicted to make room")
                .register(registry);
        Gauge.builder("demarche.answers.size", responses, ResponseCache::weight)
                .baseUnit("bytes")
                .description("Size of the cached responses")
                .register(registry);
    }

    boolean isEnabled() {
        return capacity > 0;
    }

    /** Null if there is no response that is valid now. */
    CachedResponse get(Lookup lookup) {
        CachedResponse response = responses.getIfPresent(lookup.key());
        return response != null && response.validity == lookup.validity(response.ofPast) ? response : null;
    }

    /** To be called again when the response has been compressed: that adds to its weight. */
    void put(RequestKey key, CachedResponse response) {
        responses.put(key, response);
    }

    private static double weight(Cache<RequestKey, CachedResponse> cache) {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /**
     * @param validity see {@link Lookup#validity}: that of before the request was executed
     * @param ofPast whether the response shows what was known at a moment
     * @param operation the name of the operation; null if it has none
     */
    record CachedResponse(long validity, boolean ofPast, String operation, CompressibleBytes json) {}
}

package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.demarche.config.RateSettings;
import org.demarche.error.ClientErrorException;
import org.demarche.model.IpNetwork;
import org.demarche.security.Caller;
import org.demarche.security.CurrentCaller;

/**
 * A token bucket per client, which is whom the access token of a request names, or else an address: it holds the cost that a client may cause in a minute, and is refilled continuously. Bounded
 * in memory, also if requests come from any number of addresses: then buckets that were used least are forgotten, and
 * their clients begin with full ones.
 */
@Singleton
public class ClientRate {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Providers assign an IPv6 network of this prefix, or a shorter one, to each customer. */
    private static final int IPV6_PREFIX = 64;

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final RateSettings settings;
    private final int capacity;
    private final CurrentCaller caller;

    /** By the id of a caller, or by address. */
    private final Cache<Object, Bucket> buckets;

    ClientRate(RateSettings settings, CurrentCaller caller) {
        this.settings = settings;
        this.caller = caller;
        this.capacity = settings.perMinute();
        this.buckets = Caffeine.newBuilder().maximumSize(settings.clients()).build();
    }

    public boolean isLimited() {
        return capacity > 0;
    }

    /**
     * To be called in the context of the request.
     *
     * @param cost a full bucket suffices for any request
     */
    public Usage take(HttpServerRequest request, long cost) {
        return take(key(request), cost);
    }

    /**
     * Takes the cost of a request itself, which it causes whatever it asks for. To be called in the context of the request.
     *
     * @throws ClientErrorException if the client has requested too much
     */
    public void charge(HttpServerRequest request) {
        if (!isLimited()) {
            return;
        }
        Usage usage = take(request, 1);
        usage.putInto(request.response().headers());
        if (!usage.isAllowed()) {
            throw ClientErrorException.rateLimited(usage.capacity(), usage.retryAfter());
        }
    }

    /** What the bucket of a request's client is found by. To be called in the context of the request. */
    public Object key(HttpServerRequest request) {
        return caller.get().<Object>map(Caller::id).orElseGet(() -> client(request));
    }

    /** @param client by its key */
    public Usage take(Object client, long cost) {
        ConsumptionProbe probe = buckets.get(client, unknown -> newBucket())
                .tryConsumeAndReturnRemaining(Math.min(Math.max(1, cost), capacity));
        return new Usage(
                probe.isConsumed(),
                capacity,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForRefill()),
                seconds(probe.getNanosToWaitForReset()));
    }

    /** For how many clients there is a bucket. */
    long clients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, WINDOW))
                .build();
    }

    /** The address that a request comes from, as far as limits are concerned. */
    public IpNetwork client(HttpServerRequest request) {
        // Not the request's own address: Quarkus can replace that by the first in X-Forwarded-For, which clients
        // choose.
        IpNetwork sender = IpNetwork.parse(request.connection().remoteAddress().hostAddress());
        return client(sender, request.headers().getAll(FORWARDED_FOR));
    }

    /**
     * The address next to the last trusted proxy, seen from the service.
     *
     * @param forwarded the values of the header in the order in which the proxies added them
     */
    IpNetwork client(IpNetwork sender, List<String> forwarded) {
        IpNetwork client = sender;
        String[] hops = String.join(",", forwarded).split(",");
        for (int i = hops.length - 1; i >= 0 && settings.proxies().contains(client); i--) {
            IpNetwork hop = IpNetwork.parse(hops[i].strip());
            if (hop == null) {
                break;
            }
            client = hop;
        }
        return client.isIpv6() ? client.within(IPV6_PREFIX) : client;
    }

    /** In whole seconds, rounded up. */
    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /**
     * What a request has taken from its client's bucket.
     *
     * @param capacity of a full bucket
     * @param remaining what is left
     * @param retryAfter when the request can be repeated, in seconds; 0 if it is allowed
     * @param reset when the bucket will be full, in seconds
     */
    public record Usage(boolean isAllowed, int capacity, long remaining, long retryAfter, long reset) {

        private static final String NAME = "\"minute\"";

        /** The value of the header RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10). */
        public String policy() {
            return NAME + ";q=" + capacity + ";w=" + WINDOW.toSeconds();
        }

        /** The value of the header RateLimit. */
        public String state() {
            return NAME + ";r=" + remaining + ";t=" + reset;
        }

        /** Tells the client how much it may still request, and when. */
        public void putInto(MultiMap headers) {
            headers.set("RateLimit-Policy", policy()).set("RateLimit", state());
            if (!isAllowed()) {
                headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter()));
            }
        }
    }
}

package org.demarche.config;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.http")
public interface HttpSettings {

    /**
     * How many connections one address may have; further ones are closed at once. An address is an IPv4 address or an IPv6
     * network of 64 bits, which is what one subscriber gets. Nor may an address have more connections than remain free of
     * {@code quarkus.http.limits.max-connections}, so that a few addresses cannot use up all. Behind a proxy all connections
     * come from the proxy, so set it to the number of connections that the proxy opens, and the other to twice as many.
     */
    @WithDefault("1024")
    @WithConverter(CheckedConverter.Count.class)
    int connectionsPerAddress();

    /**
     * How much memory the bodies of all requests may take until the requests are answered; further ones get 503. The first
     * 8 KiB of a body do not count, so that large bodies cannot keep out the small ones of ordinary clients.
     */
    @WithDefault("32M")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize bodies();

    /** How long a client may take to send a request, from its first to its last byte. Then it gets 408. */
    @WithDefault("PT15S")
    @WithConverter(CheckedConverter.Time.class)
    Duration receiveTimeout();

    /** How long a client may take to accept the next 16 KiB of its answer. Then its connection is closed. */
    @WithDefault("PT15S")
    @WithConverter(CheckedConverter.Time.class)
    Duration sendTimeout();

    /**
     * How much memory the unsent parts of all answers may take. Beyond it, clients get one second instead of the send
     * timeout.
     */
    @WithDefault("32M")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize unsent();
}

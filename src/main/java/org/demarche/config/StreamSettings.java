package org.demarche.config;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.streams")
public interface StreamSettings {

    /**
     * How many WebSockets and event streams may be open at once; further ones get 503. Half of
     * {@code quarkus.http.limits.max-connections} by default, so that they leave connections to requests. An idle socket
     * takes some thirty kilobytes.
     */
    @WithDefault("2048")
    @WithConverter(CheckedConverter.Count.class)
    int open();

    /**
     * How many WebSockets and event streams one client may have open; further ones get 429. A client is what it is for
     * {@code demarche.rate.per-minute}: an address, or an IPv6 network of 64 bits, as the trusted proxies tell it. Enough
     * for the users of an office that share an address.
     */
    @WithDefault("512")
    @WithConverter(CheckedConverter.Count.class)
    int perClient();

    /** How many operations may run on one WebSocket at once; a further one gets an error. A screen of an app has a few. */
    @WithDefault("64")
    @WithConverter(CheckedConverter.Count.class)
    int operations();

    /**
     * How large a message of a client on a WebSocket may be. A larger one closes the socket with 1009. Several times the
     * largest query of typical clients.
     */
    @WithDefault("128K")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize message();

    /** How long a client may take to send {@code connection_init} on a WebSocket. Then the socket is closed with 4408. */
    @WithDefault("PT10S")
    @WithConverter(CheckedConverter.Time.class)
    Duration initTimeout();

    /** How long a WebSocket may be open without an operation. Then it is closed with 1000; clients open one when they need it. */
    @WithDefault("PT1M")
    @WithConverter(CheckedConverter.Time.class)
    Duration idleTimeout();

    /**
     * After how much time without anything else the service sends a ping on a WebSocket, or a comment in an event stream. A
     * client that has not answered the last ping by then has left. Shorter than the time after which proxies drop an idle
     * connection, and than {@code quarkus.http.idle-timeout}.
     */
    @WithDefault("PT25S")
    @WithConverter(CheckedConverter.Time.class)
    Duration keepAlive();

    /**
     * How many bytes that a client has not accepted the service keeps in memory before it stops to produce more for it. What
     * happens meanwhile waits in the buffer of each subscription, see {@code demarche.http.send-timeout} for how long.
     */
    @WithDefault("64K")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize unsent();
}

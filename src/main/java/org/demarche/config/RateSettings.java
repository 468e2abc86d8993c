package org.demarche.config;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.rate")
public interface RateSettings {

    /**
     * The cost that a client may cause per minute. A request takes what it costs, and 1 if it is answered from the cache or
     * rejected. A client is whom the access token of the request names; without a token an IPv4 address, or an IPv6 network
     * of 64 bits, which providers assign as a whole. Off by default, because the users of an office or of a mobile network
     * share an address; {@code 600000} allows the most expensive request three times a minute.
     */
    @WithDefault("0")
    @WithConverter(CheckedConverter.Limit.class)
    int perMinute();

    /**
     * Addresses or networks of the proxies in front of the service. Of a request from one of them, the client is the last
     * address in {@code X-Forwarded-For} that is not a proxy's too: a client can write the addresses before it. Without
     * this setting the client is the peer of the connection, so all clients of a proxy count as one.
     */
    Optional<@WithConverter(CheckedConverter.Networks.class) TrustedProxies> trustedProxies();

    /**
     * For how many clients the service remembers what they have requested. Beyond that, the one that was seen least is
     * forgotten. A client takes about 500 bytes.
     */
    @WithDefault("20000")
    @WithConverter(CheckedConverter.Count.class)
    int clients();

    default boolean isLimited() {
        return perMinute() > 0;
    }

    default TrustedProxies proxies() {
        return trustedProxies().orElse(TrustedProxies.NONE);
    }
}

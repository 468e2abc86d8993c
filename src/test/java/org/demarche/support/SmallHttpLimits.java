package org.demarche.support;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Limits of connections, bodies and sockets that tests reach with few of them and within a few seconds. */
public final class SmallHttpLimits implements QuarkusTestProfile {

    public static final int CONNECTIONS = 64;
    public static final int CONNECTIONS_OF_A_CLIENT = 20;
    public static final int STREAMS_OF_A_CLIENT = 5;

    /** In bytes. */
    public static final int MESSAGE = 4096;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.http.limits.max-connections", Integer.toString(CONNECTIONS)),
                Map.entry("demarche.http.connections-per-address", Integer.toString(CONNECTIONS_OF_A_CLIENT)),
                Map.entry("demarche.http.bodies", "256K"),
                Map.entry("demarche.http.receive-timeout", "1S"),
                Map.entry("demarche.http.send-timeout", "1S"),
                Map.entry("demarche.http.unsent", "16M"),
                Map.entry("demarche.streams.init-timeout", "PT2S"),
                Map.entry("demarche.streams.idle-timeout", "PT3S"),
                Map.entry("demarche.streams.keep-alive", "PT1S"),
                Map.entry("demarche.streams.per-client", Integer.toString(STREAMS_OF_A_CLIENT)),
                Map.entry("demarche.streams.message", Integer.toString(MESSAGE)),
                Map.entry("demarche.cors.origins", "https://app.example"));
    }
}

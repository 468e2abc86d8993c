package org.demarche.graphql.websocket;

import java.time.Clock;

import org.demarche.config.StreamSettings;
import org.demarche.graphql.http.StreamedOperations;
import org.demarche.http.BodyBudget;
import org.demarche.http.OpenStreams;
import org.demarche.security.TokenVerifier;

/**
 * What all sockets use.
 *
 * @param receiveNanos how long a message may take to arrive
 */
record SocketServices(
        StreamedOperations operations,
        OpenStreams streams,
        BodyBudget bodies,
        TokenVerifier tokens,
        SocketMetrics metrics,
        Clock clock,
        StreamSettings settings,
        long receiveNanos) {}

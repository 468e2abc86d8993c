package org.demarche.http.connection;

import org.demarche.http.BodyBudget;

/**
 * What the connections of the service share.
 *
 * @param receiveNanos how long a request may take to arrive
 * @param sendNanos how long a client may take to accept the next part of an answer
 * @param received the memory of what clients have sent and is not complete yet
 */
record ConnectionLimits(long receiveNanos, long sendNanos, UnsentBytes unsent, BodyBudget received) {}

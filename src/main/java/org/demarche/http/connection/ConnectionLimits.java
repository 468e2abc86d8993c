package org.demarche.http.connection;

/**
 * What the connections of the service share.
 *
 * @param receiveNanos how long a request may take to arrive
 * @param sendNanos how long a client may take to accept the next part of an answer
 */
record ConnectionLimits(long receiveNanos, long sendNanos, UnsentBytes unsent) {}

package org.demarche.http;

/** A connection that stays open for any number of results: a WebSocket or an event stream. Called on any thread. */
public interface OpenStream {

    /** Called several times per second: whatever depends on time is checked then, because a timer each would cost more. */
    void check();

    /** Closes the connection, because the service stops. */
    void drain();
}

package org.demarche.graphql.websocket;

/**
 * Why the service closes a socket: the codes of RFC 6455, and those of graphql-transport-ws
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).
 */
enum CloseCode {
    /** The socket has had no operation for long. */
    NORMAL(1000),
    /** The service stops. Clients connect again, to another instance. */
    GOING_AWAY(1001),
    MESSAGE_TOO_BIG(1009),
    /** The service cannot decide at the moment. Clients connect again. */
    TRY_AGAIN_LATER(1013),
    INVALID_MESSAGE(4400),
    UNAUTHORIZED(4401),
    FORBIDDEN(4403),
    SUBPROTOCOL_NOT_ACCEPTABLE(4406),
    INITIALISATION_TIMEOUT(4408),
    DUPLICATE_SUBSCRIBER(4409),
    TOO_MANY_INITIALISATIONS(4429);

    private final short number;

    CloseCode(int number) {
        this.number = (short) number;
    }

    short number() {
        return number;
    }
}

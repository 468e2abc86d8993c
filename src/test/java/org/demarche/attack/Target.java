package org.demarche.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/**
 * The attacked service.
 *
 * @param patience how long an attacker waits for anything
 * @param receiveTimeout of the service
 */
record Target(int port, Duration patience, Duration receiveTimeout) {

    /** @param client a number that stands for the attacker's address in 127.1.0.0/16; ordinary clients use 127.0.0.1 */
    RawConnection connect(int client) throws IOException {
        return RawConnection.open(port, patience, attacker(client), false);
    }

    /** Reads so little at a time that a server's answer does not fit into the buffers between them. */
    RawConnection connectWithSmallBuffer(int client) throws IOException {
        return RawConnection.open(port, patience, attacker(client), true);
    }

    private static InetAddress attacker(int client) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 1, (byte) (client / 250), (byte) (1 + client % 250)});
    }
}

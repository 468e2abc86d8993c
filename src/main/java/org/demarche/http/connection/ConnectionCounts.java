package org.demarche.http.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections each client has. Bounded by the number of connections. */
final class ConnectionCounts {

    /** The network of a subscriber, who can use any of its addresses. */
    private static final int IPV6_NETWORK = 8;

    private final ConcurrentMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();
    private final int limit;

    ConnectionCounts(int limit) {
        this.limit = limit;
    }

    /** Whether the client may have one more connection; if so, {@link #leave} is to be called when it ends. */
    boolean enter(SocketAddress remote) {
        InetAddress client = client(remote);
        if (client == null) {
            return true;
        }
        int count = counts.merge(client, 1, Integer::sum);
        if (count <= limit) {
            return true;
        }
        leave(remote);
        return false;
    }

    void leave(SocketAddress remote) {
        InetAddress client = client(remote);
        if (client != null) {
            counts.computeIfPresent(client, (known, count) -> count == 1 ? null : count - 1);
        }
    }

    int clients() {
        return counts.size();
    }

    /** Null for a connection without an address, over a Unix socket. */
    private static InetAddress client(SocketAddress remote) {
        InetAddress address = remote instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address instanceof Inet6Address ? network(address) : address;
    }

    private static InetAddress network(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.demarche.http.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections each client has. Bounded by the number of connections.
 *
 * <p>A client may have no more connections than remain free. So it cannot use them up, and neither can several: with ten that
 * take what they can, each has an eleventh of all and an eleventh remains for others (the dynamic threshold of A. K. Choudhury
 * and E. L. Hahne, 1998).
 */
final class ConnectionCounts {

    /** The network of a subscriber, who can use any of its addresses. */
    private static final int IPV6_NETWORK = 8;

    private final ConcurrentMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final int limit;
    private final int maximum;

    /**
     * @param limit of one client
     * @param maximum of all
     */
    ConnectionCounts(int limit, int maximum) {
        this.limit = limit;
        this.maximum = maximum;
    }

    /** Whether the client may have one more connection; if so, {@link #leave} is to be called when it ends. */
    boolean enter(SocketAddress remote) {
        InetAddress client = client(remote);
        if (client == null) {
            return true;
        }
        int count = counts.merge(client, 1, Integer::sum);
        int free = maximum - all.incrementAndGet();
        if (count <= limit && count <= free + 1) {
            return true;
        }
        leave(remote);
        return false;
    }

    void leave(SocketAddress remote) {
        InetAddress client = client(remote);
        if (client != null) {
            all.decrementAndGet();
            counts.computeIfPresent(client, (known, count) -> count == 1 ? null : count - 1);
        }
    }

    int connections() {
        return all.get();
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

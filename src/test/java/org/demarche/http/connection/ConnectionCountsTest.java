package org.demarche.http.connection;

import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionCountsTest {

    private final ConnectionCounts counts = new ConnectionCounts(2, 100);

    @Test
    void eachAddressHasALimit() {
        assertThat(counts.enter(address("192.0.2.1", 1))).isTrue();
        assertThat(counts.enter(address("192.0.2.1", 2))).isTrue();
        assertThat(counts.enter(address("192.0.2.1", 3))).isFalse();
        assertThat(counts.enter(address("192.0.2.2", 3))).isTrue();
    }

    @Test
    void severalAddressesCannotUseUpAllConnections() {
        ConnectionCounts hundred = new ConnectionCounts(100, 100);
        for (int i = 0; i < 1000; i++) {
            hundred.enter(address("192.0.2." + i % 4, i));
        }
        assertThat(hundred.enter(address("198.51.100.1", 1))).isTrue();
        assertThat(hundred.connections()).isBetween(75, 90);
    }

    @Test
    void theLastFreeConnectionIsForAnAddressThatHasNone() {
        ConnectionCounts two = new ConnectionCounts(2, 2);
        assertThat(two.enter(address("192.0.2.1", 1))).isTrue();
        assertThat(two.enter(address("192.0.2.1", 2))).isFalse();
        assertThat(two.enter(address("192.0.2.2", 1))).isTrue();
        assertThat(two.enter(address("192.0.2.3", 1))).isFalse();
        two.leave(address("192.0.2.2", 1));
        assertThat(two.enter(address("192.0.2.3", 1))).isTrue();
    }

    @Test
    void aConnectionThatEndsMakesRoom() {
        counts.enter(address("192.0.2.1", 1));
        counts.enter(address("192.0.2.1", 2));
        counts.enter(address("192.0.2.1", 3));
        counts.leave(address("192.0.2.1", 1));
        assertThat(counts.enter(address("192.0.2.1", 4))).isTrue();
        assertThat(counts.enter(address("192.0.2.1", 5))).isFalse();
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        assertThat(counts.enter(address("2001:db8:0:1::1", 1))).isTrue();
        assertThat(counts.enter(address("2001:db8:0:1:ffff::2", 1))).isTrue();
        assertThat(counts.enter(address("2001:db8:0:1::3", 1))).isFalse();
        assertThat(counts.enter(address("2001:db8:0:2::1", 1))).isTrue();
    }

    @Test
    void nothingIsKeptOfThoseWhoLeft() {
        for (int i = 0; i < 100; i++) {
            counts.enter(address("192.0.2." + i, 1));
            counts.leave(address("192.0.2." + i, 1));
        }
        assertThat(counts.clients()).isZero();
    }

    @Test
    void aConnectionWithoutAnAddressHasNoLimit() {
        for (int i = 0; i < 5; i++) {
            assertThat(counts.enter(null)).isTrue();
        }
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }
}

package org.demarche.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:ffff::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, 0.0.0.0/0, false",
    })
    void aNetworkContainsItsAddresses(String network, String other, boolean expected) {
        assertThat(IpNetwork.parse(network).contains(IpNetwork.parse(other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1:80",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "::1/129",
                "unknown",
                "_hidden",
                "2001:db8::1::2",
                "10.0.0.0/8/8",
                "1e3",
                "\"10.0.0.1\""
            })
    void anythingElseIsNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isNull();
    }

    @Test
    void aLargerNetworkComprisesTheAddressesThatProvidersAssignTogether() {
        IpNetwork network = IpNetwork.parse("2001:db8:1:2:3:4:5:6").within(64);
        assertThat(network)
                .isEqualTo(IpNetwork.parse("2001:db8:1:2::/64"))
                .hasSameHashCodeAs(IpNetwork.parse("2001:db8:1:2::/64"));
        assertThat(network).isNotEqualTo(IpNetwork.parse("2001:db8:1:3::/64"));
        assertThat(network.within(96)).isEqualTo(network);
    }
}

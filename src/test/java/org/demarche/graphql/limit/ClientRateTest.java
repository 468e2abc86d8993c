package org.demarche.graphql.limit;

import java.util.List;
import java.util.Optional;

import org.demarche.config.CheckedConverter;
import org.demarche.config.RateSettings;
import org.demarche.config.TrustedProxies;
import org.demarche.model.IpNetwork;
import org.demarche.security.CurrentCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientRateTest {

    private static final String PROXIES = "10.0.0.0/8, 192.0.2.7, fd00::/8";

    /** The senders are the proxies; what a client writes itself stands on the left. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | | 203.0.113.9",
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
                "10.0.0.1 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 198.51.100.1, 203.0.113.9, 192.0.2.7 | 203.0.113.9",
                "10.0.0.1 | 10.0.0.2, 203.0.113.9, 10.0.0.3 | 203.0.113.9",
                "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, unknown | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, 203.0.113.9:4711 | 10.0.0.1",
                "fd00::1 | 2001:db8:1:2:3:4:5:6 | 2001:db8:1:2::/64",
                "10.0.0.1 | ::ffff:203.0.113.9 | 203.0.113.9",
            })
    void theClientIsTheAddressNextToTheLastProxy(String sender, String forwarded, String client) {
        assertThat(rate(1).client(IpNetwork.parse(sender), forwarded == null ? List.of() : List.of(forwarded)))
                .isEqualTo(IpNetwork.parse(client));
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(rate(1).client(IpNetwork.parse("10.0.0.1"), List.of("198.51.100.1", "203.0.113.9, 10.0.0.2")))
                .isEqualTo(IpNetwork.parse("203.0.113.9"));
    }

    @Test
    void eachClientHasABucketOfItsOwn() {
        ClientRate rate = rate(10);
        assertThat(rate.take(IpNetwork.parse("203.0.113.1"), 10).isAllowed()).isTrue();
        assertThat(rate.take(IpNetwork.parse("203.0.113.1"), 1).isAllowed()).isFalse();
        assertThat(rate.take(IpNetwork.parse("203.0.113.2"), 1).isAllowed()).isTrue();
    }

    @Test
    void aRequestThatCostsMoreThanAMinuteTakesAFullBucket() {
        ClientRate rate = rate(10);
        assertThat(rate.take(IpNetwork.parse("203.0.113.1"), 1_000_000).isAllowed())
                .isTrue();
        assertThat(rate.take(IpNetwork.parse("203.0.113.1"), 1).isAllowed()).isFalse();
    }

    @Test
    void theHeadersSayWhatIsLeftAndWhenToRetry() {
        ClientRate rate = rate(6);
        ClientRate.Usage first = rate.take(IpNetwork.parse("203.0.113.1"), 4);
        assertThat(first.policy()).isEqualTo("\"minute\";q=6;w=60");
        assertThat(first.state()).isEqualTo("\"minute\";r=2;t=40");
        ClientRate.Usage refused = rate.take(IpNetwork.parse("203.0.113.1"), 3);
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.retryAfter()).isBetween(1L, 10L);
    }

    @Test
    void addressesWithoutEndDoNotFillTheMemory() {
        ClientRate rate = rate(10);
        for (int i = 0; i < 100_000; i++) {
            rate.take(IpNetwork.parse("2001:db8:%x:%x::1".formatted(i >> 16, i & 0xFFFF)), 1);
        }
        assertThat(rate.clients()).isLessThanOrEqualTo(100);
    }

    private static ClientRate rate(int perMinute) {
        return new ClientRate(
                new RateSettings() {

                    @Override
                    public int perMinute() {
                        return perMinute;
                    }

                    @Override
                    public Optional<TrustedProxies> trustedProxies() {
                        return Optional.of(new CheckedConverter.Networks().convert(PROXIES));
                    }

                    @Override
                    public int clients() {
                        return 100;
                    }
                },
                new CurrentCaller());
    }
}

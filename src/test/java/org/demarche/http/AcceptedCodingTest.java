package org.demarche.http;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of RFC 9110, section 12.5.3. */
class AcceptedCodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | IDENTITY",
                "gzip                           | GZIP",
                "GZip                           | GZIP",
                "x-gzip                         | GZIP",
                "gzip, deflate, br, zstd        | GZIP",
                "br;q=1.0, gzip;q=0.8, *;q=0.1  | GZIP",
                "*                              | GZIP",
                "br                             | IDENTITY",
                "identity                       | IDENTITY",
                "gzip;q=0                       | IDENTITY",
                "gzip;q=0.000                   | IDENTITY",
                "gzip ; q = 0                   | IDENTITY",
                "gzip;q=0, *                    | IDENTITY",
                "gzip;q=0.5, identity           | IDENTITY",
                "gzip;q=0.5, identity;q=0.5     | GZIP",
                "identity;q=0, gzip             | GZIP_ONLY",
                "identity;q=0, *                | GZIP_ONLY",
                "*;q=0, gzip                    | GZIP_ONLY",
                "identity;q=0.1, *;q=0, gzip    | GZIP",
                "*;q=0                          | NONE",
                "identity;q=0                   | NONE",
                "identity;q=0, br               | NONE",
                "identity;q=0, gzip;q=0         | NONE",
                "gzip;q=2                       | IDENTITY",
                "gzip;level=9                   | IDENTITY",
            })
    void theHeaderDecides(String header, AcceptedCoding expected) {
        assertThat(AcceptedCoding.of(MultiMap.caseInsensitiveMultiMap().add("Accept-Encoding", header)))
                .isEqualTo(expected);
    }

    @Test
    void withoutTheHeaderNothingIsCompressed() {
        assertThat(AcceptedCoding.of(MultiMap.caseInsensitiveMultiMap())).isEqualTo(AcceptedCoding.IDENTITY);
    }

    @Test
    void severalHeadersAreOneList() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Accept-Encoding", "identity;q=0")
                .add("Accept-Encoding", "gzip");
        assertThat(AcceptedCoding.of(headers)).isEqualTo(AcceptedCoding.GZIP_ONLY);
    }
}

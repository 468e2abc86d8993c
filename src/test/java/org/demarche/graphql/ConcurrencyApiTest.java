package org.demarche.graphql;

import java.net.URI;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer given among many is the one given alone. */
@QuarkusTest
class ConcurrencyApiTest {

    @TestHTTPResource("/graphql")
    URI address;

    @BeforeEach
    void moreRows() {
        BulkRecord.load();
    }

    @Test
    void twoThousandRequestsOfAMixSixtyFourAtATimeAnswerAsIfAlone() throws Exception {
        new ConcurrentQueries(address).assertAnswersAsIfAlone();
    }
}

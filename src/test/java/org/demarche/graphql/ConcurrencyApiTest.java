package org.demarche.graphql;

import java.net.URI;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request gets the same response among many others as alone. */
@Heavy
@QuarkusTest
class ConcurrencyApiTest {

    @TestHTTPResource("/graphql")
    URI address;

    @BeforeEach
    void moreRows() {
        BulkRecord.load();
    }

    @Test
    void twoThousandMixedRequestsSixtyFourAtATimeGetTheirOwnResponses() throws Exception {
        new ConcurrentQueries(address).assertResponsesAsIfAlone();
    }
}

package org.demarche.graphql.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The annotation of this class gives all tests of the service, including those of the packaged program, one database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ServiceApiTest {

    @Test
    void theServiceServesItsBuiltInRecord() {
        given().contentType("application/json")
                .body("{\"query\": \"{ countries { totalCount } }\"}")
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("data.countries.totalCount", equalTo(260));
    }
}

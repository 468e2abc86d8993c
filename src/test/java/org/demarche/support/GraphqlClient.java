package org.demarche.support;

import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;

import static io.restassured.path.json.config.JsonPathConfig.NumberReturnType.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;

/** Sends queries to the service over HTTP. */
public final class GraphqlClient {

    /** The library's default is float, which loses digits. */
    private static final JsonPathConfig DOUBLES =
            JsonPathConfig.jsonPathConfig().numberReturnType(DOUBLE);

    private GraphqlClient() {}

    /** The data of the response; fails if it has errors. */
    public static JsonPath data(String query) {
        return data(query, Map.of());
    }

    public static JsonPath data(String query, Map<String, ?> variables) {
        JsonPath answer = answer(query, variables);
        assertThat(answer.getList("errors")).as(query).isNull();
        return answer.setRootPath("data");
    }

    /** The whole response, with errors. */
    public static JsonPath answer(String query, Map<String, ?> variables) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(DOUBLES);
    }
}

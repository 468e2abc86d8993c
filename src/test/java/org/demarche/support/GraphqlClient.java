package org.demarche.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import io.restassured.RestAssured;
import io.vertx.core.json.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends queries to the service over HTTP. REST Assured knows its port, but for a request takes many times the CPU time, and
 * leaves the connection open until the garbage collector finds it: a thousand requests in a row reach the limit of an address.
 */
public final class GraphqlClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GraphqlClient() {}

    /** The data of the response; fails if it has errors. */
    public static ResponseJson data(String query) {
        return data(query, Map.of());
    }

    public static ResponseJson data(String query, Map<String, ?> variables) {
        ResponseJson answer = answer(query, variables);
        assertThat(answer.getList("errors")).as(query).isNull();
        return answer.at("data");
    }

    /** The whole response, with errors. */
    public static ResponseJson answer(String query, Map<String, ?> variables) {
        return ResponseJson.of(send(Map.of("query", query, "variables", variables)));
    }

    /**
     * The body of the response, whose status is 200.
     *
     * @param headers names and values of further headers
     */
    public static String send(Map<String, ?> request, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(Json.encode(request)));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response =
                HTTP.sendAsync(builder.build(), BodyHandlers.ofString()).join();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}

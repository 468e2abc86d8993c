package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import graphql.ExecutionResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.limit.ResponseMeter;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GraphqlResponseTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aLargeResponseIsNotWrittenOnTheEventLoop() throws Exception {
        assertThat(isWrittenOnEventLoop(100)).isEqualTo("{\"data\":{\"isOnEventLoop\":\"true\"}}");
        assertThat(isWrittenOnEventLoop(10_000)).isEqualTo("{\"data\":{\"isOnEventLoop\":\"false\"}}");
    }

    /** The value is a text that is made when it is written. */
    private String isWrittenOnEventLoop(int nodes) throws Exception {
        Object where = new Object() {
            @Override
            public String toString() {
                return Boolean.toString(Context.isOnEventLoopThread());
            }
        };
        ResponseMeter meter = new ResponseMeter(TestLimits.defaults());
        meter.addNodes(nodes);
        ExecutedOperation operation = new ExecutedOperation();
        operation.setMeter(meter);
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .data(Map.of("isOnEventLoop", where))
                .build();
        Promise<GraphqlResponse> written = Promise.promise();
        Context request = vertx.getOrCreateContext();
        request.runOnContext(ignored -> Future.fromCompletionStage(GraphqlResponse.written(request, result, operation))
                .onComplete(written));
        GraphqlResponse response =
                written.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return new String(response.json().plain(), StandardCharsets.UTF_8);
    }
}

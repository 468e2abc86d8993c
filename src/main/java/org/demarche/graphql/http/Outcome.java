package org.demarche.graphql.http;

import java.util.List;

import graphql.GraphQLError;
import io.smallrye.mutiny.Multi;
import org.demarche.graphql.limit.RequestCost;

/**
 * How an execution for a stream has ended.
 *
 * @param response null if a subscription has begun
 * @param events of the subscription; null otherwise
 * @param cost null if the operation was rejected before its cost was known
 */
record Outcome(GraphqlResponse response, Multi<?> events, RequestCost cost) {

    List<GraphQLError> errors() {
        return response == null ? List.of() : response.errors();
    }
}

package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.RequestCost;
import org.demarche.graphql.limit.ResponseMeter;

/** The operation of a request. The engine sets it during execution, once the document is known to be valid. */
public final class ExecutedOperation {

    /** The key in graphql-java's context of the request. */
    static final String KEY = "org.demarche.operation";

    /** Written in a few milliseconds. */
    private static final long MAX_NODES_ON_EVENT_LOOP = 2_000;

    private final boolean mayWrite;
    private final Function<RequestCost, CompletableFuture<Void>> admission;
    private final boolean isStreamed;
    private volatile OperationDefinition definition;
    private volatile RequestCost cost;
    private volatile boolean ofPast;
    private volatile boolean live;
    private volatile ResponseMeter meter;

    /** An operation that is executed at once. */
    public ExecutedOperation() {
        this(cost -> CompletableFuture.completedFuture(null));
    }

    /**
     * @param admission called when the cost is known and before anything is fetched; execution goes on when the result
     *     completes, on the same Vert.x context. May throw or fail with an exception for the client
     */
    public ExecutedOperation(Function<RequestCost, CompletableFuture<Void>> admission) {
        this(admission, true, false);
    }

    private ExecutedOperation(
            Function<RequestCost, CompletableFuture<Void>> admission, boolean mayWrite, boolean isStreamed) {
        this.mayWrite = mayWrite;
        this.admission = admission;
        this.isStreamed = isStreamed;
    }

    /** An operation that may be a subscription, because its client can receive any number of results. */
    public static ExecutedOperation streamed(
            boolean mayWrite, Function<RequestCost, CompletableFuture<Void>> admission) {
        return new ExecutedOperation(admission, mayWrite, true);
    }

    /** An operation of a GET request: links and pictures of any page make a browser send those, and proxies repeat them. */
    public static ExecutedOperation withoutWrites(Function<RequestCost, CompletableFuture<Void>> admission) {
        return new ExecutedOperation(admission, false, false);
    }

    /** The operation's name in the document; null if it has no name or the document is not known to be valid. */
    public String name() {
        return definition == null ? null : definition.getName();
    }

    public boolean isValid() {
        return definition != null;
    }

    /** False if the document is not known to be valid. */
    public boolean isQuery() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.QUERY;
    }

    /** Whether it shows what was known at a moment, which never changes. */
    public boolean isOfPast() {
        return ofPast;
    }

    /** False if the document is not known to be valid. */
    public boolean isSubscription() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
    }

    /** Whether the client can receive any number of results. */
    boolean isStreamed() {
        return isStreamed;
    }

    /** Whether its answer shows something that changes without a change of the data, so that it may not be kept. */
    public boolean isLive() {
        return live;
    }

    /** To be called by a field that shows such a thing. */
    public static void markLive(Context field) {
        ExecutedOperation operation =
                field.unwrap(DataFetchingEnvironment.class).getGraphQlContext().get(KEY);
        if (operation != null) {
            operation.live = true;
        }
    }

    /** False if the document is not known to be valid. */
    public boolean isMutation() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.MUTATION;
    }

    /** Whether it was not executed because it is a mutation. */
    public boolean isRefusedWrite() {
        return !mayWrite && isMutation();
    }

    /** Whether an event loop would be blocked for long by writing the response as JSON. */
    public boolean hasLargeResponse() {
        return meter != null && meter.nodes() > MAX_NODES_ON_EVENT_LOOP;
    }

    /** @param meter counts what its response has so far */
    public void setMeter(ResponseMeter meter) {
        this.meter = meter;
    }

    /** Null if the operation was rejected before its cost was known. */
    public RequestCost cost() {
        return cost;
    }

    void set(OperationDefinition operation) {
        definition = operation;
    }

    void setOfPast() {
        ofPast = true;
    }

    CompletableFuture<Void> admit(RequestCost known) {
        if (isRefusedWrite()) {
            throw ClientErrorException.invalidRequest("A mutation must be sent by POST.");
        }
        cost = known;
        return admission.apply(known);
    }
}

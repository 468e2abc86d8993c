package org.demarche.graphql.eventstream;

import java.util.function.Function;

import org.demarche.graphql.http.GraphqlResponse;
import org.demarche.graphql.http.OperationListener;
import org.demarche.graphql.http.StreamedOperation;
import org.demarche.http.EventStream;

/** Sends the results of an operation as events. */
final class StreamedResponse implements OperationListener {

    private static final byte[] NOTHING = {};

    private EventStream stream;
    private StreamedOperation operation;

    /** @param start starts the operation with this listener */
    void start(EventStream opened, Function<OperationListener, StreamedOperation> start) {
        stream = opened;
        operation = start.apply(this);
    }

    /** To be called when the stream has ended. */
    void cancel() {
        if (operation != null) {
            operation.cancel();
        }
    }

    @Override
    public void next(GraphqlResponse result) {
        stream.send("next", null, result.json().plain());
    }

    @Override
    public void complete() {
        stream.send("complete", null, NOTHING);
        stream.end();
    }

    /** Errors too are results: browsers do not tell a page why a stream could not be opened. */
    @Override
    public void fail(GraphqlResponse error) {
        next(error);
        complete();
    }

    @Override
    public void whenReady(Runnable proceed) {
        stream.whenReady(proceed);
    }
}

package org.demarche.graphql.http;

import java.util.concurrent.Flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.RequestCost;

/**
 * A query, mutation or subscription of a client that receives streams. A subscription executes one event at a time, and asks
 * for the next one when the client has received the result. Used on the event loop of the client only.
 */
public final class StreamedOperation {

    private static final long RETRY_AFTER = UnavailableException.RETRY_AFTER.toMillis();

    private final StreamedOperations services;
    private final GraphqlRequest request;
    private final StreamClient client;
    private final OperationListener listener;
    private StreamExecution execution;
    private SharedSubscriptions.Shared shared;
    private Flow.Subscription events;
    private RequestCost cost;
    private boolean isExecuting;
    private boolean ended;

    /** What is to be told to the client after the event that is being executed; null if the events go on. */
    private Runnable last;

    StreamedOperation(
            StreamedOperations services, GraphqlRequest request, StreamClient client, OperationListener listener) {
        this.services = services;
        this.request = request;
        this.client = client;
        this.listener = listener;
    }

    void start() {
        execution = services.execute(request, client, this::begin);
    }

    /** Ends the operation without telling the listener. */
    public void cancel() {
        if (ended) {
            return;
        }
        end();
        if (execution != null) {
            execution.cancel();
        }
    }

    private void begin(Outcome outcome) {
        execution = null;
        if (outcome.events() != null) {
            cost = outcome.cost();
            shared = services.share(request);
            subscribe(outcome.events());
            return;
        }
        end();
        if (outcome.response().hasData()) {
            listener.next(outcome.response());
            listener.complete();
        } else {
            listener.fail(outcome.response());
        }
    }

    private void subscribe(Multi<?> source) {
        source.subscribe().withSubscriber(new MultiSubscriber<Object>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                onEventLoop(() -> begin(subscription));
            }

            @Override
            public void onItem(Object event) {
                onEventLoop(() -> execute(event));
            }

            @Override
            public void onFailure(Throwable failure) {
                onEventLoop(() -> endWith(() -> listener.fail(GraphqlResponse.failed(failure))));
            }

            @Override
            public void onCompletion() {
                onEventLoop(() -> endWith(listener::complete));
            }
        });
    }

    private void onEventLoop(Runnable task) {
        client.context().runOnContext(ignored -> task.run());
    }

    private void begin(Flow.Subscription subscription) {
        events = subscription;
        if (ended) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    private void execute(Object event) {
        if (ended) {
            return;
        }
        try {
            services.chargeEvent(client, cost);
        } catch (ClientErrorException limited) {
            end();
            listener.fail(GraphqlResponse.refused(limited));
            return;
        }
        isExecuting = true;
        executeOnce(event);
    }

    private void executeOnce(Object event) {
        services.executeEvent(shared, request, client, event)
                .thenAccept(response -> onEventLoop(() -> send(event, response)));
    }

    private void send(Object event, GraphqlResponse response) {
        if (ended) {
            return;
        }
        if (response.isUnavailable()) {
            // The client would otherwise miss the event. Meanwhile the source keeps those that follow.
            services.vertx.setTimer(RETRY_AFTER, timer -> onEventLoop(() -> retry(event)));
            return;
        }
        isExecuting = false;
        listener.next(response);
        if (last != null) {
            finish(last);
        } else {
            listener.whenReady(this::requestNext);
        }
    }

    private void retry(Object event) {
        if (!ended) {
            shared.forget(event);
            executeOnce(event);
        }
    }

    private void requestNext() {
        if (!ended) {
            events.request(1);
        }
    }

    private void endWith(Runnable told) {
        if (ended) {
            return;
        }
        if (isExecuting) {
            last = told;
        } else {
            finish(told);
        }
    }

    private void finish(Runnable told) {
        end();
        told.run();
    }

    private void end() {
        ended = true;
        if (events != null) {
            events.cancel();
        }
        if (shared != null) {
            shared.leave();
            shared = null;
        }
    }
}

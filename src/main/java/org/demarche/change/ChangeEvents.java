package org.demarche.change;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.error.LimitExceededException;
import org.demarche.http.EventStream;
import org.demarche.http.RequestError;
import org.demarche.http.ResponseWriter;
import org.jboss.logging.Logger;

/** Sends changes as events, one after the other, each when the client has accepted those before it. */
final class ChangeEvents implements MultiSubscriber<Change> {

    private static final Logger LOG = Logger.getLogger(ChangeEvents.class);

    private final Multi<Change> source;
    private final Context context = Vertx.currentContext();
    private EventStream stream;
    private Flow.Subscription subscription;
    private boolean cancelled;

    ChangeEvents(Multi<Change> source) {
        this.source = source;
    }

    void sendTo(EventStream opened) {
        stream = opened;
        source.subscribe().withSubscriber(this);
    }

    /** To be called when the stream has ended. */
    void cancel() {
        cancelled = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        onEventLoop(() -> {
            subscription = begun;
            if (cancelled) {
                begun.cancel();
            } else {
                begun.request(1);
            }
        });
    }

    @Override
    public void onItem(Change change) {
        onEventLoop(() -> {
            stream.send("change", change.getCursor(), json(change));
            stream.whenReady(() -> subscription.request(1));
        });
    }

    @Override
    public void onFailure(Throwable failure) {
        onEventLoop(() -> {
            stream.send("error", null, error(failure).json());
            stream.end();
        });
    }

    @Override
    public void onCompletion() {
        onEventLoop(stream::end);
    }

    private void onEventLoop(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    private static byte[] json(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cursor", change.getCursor());
        json.put("kind", change.getKind().name());
        json.put("type", change.type().node());
        json.put("nodeId", change.getNodeId());
        json.put("at", change.getAt().toString());
        json.put("by", change.getBy());
        json.put("reason", change.getReason());
        return ResponseWriter.write(json);
    }

    /** Browsers would try the same again at once if the stream just ended. */
    private static RequestError error(Throwable failure) {
        if (failure instanceof ClientErrorException mistake) {
            return new RequestError(400, mistake.code(), mistake.getMessage());
        }
        if (failure instanceof LimitExceededException exceeded) {
            return new RequestError(400, ErrorCode.LIMIT_EXCEEDED, exceeded.getMessage());
        }
        LOG.error("A stream of changes failed", failure);
        return new RequestError(500, ErrorCode.INTERNAL_ERROR, "The stream failed; its cause is in the service's log.");
    }
}

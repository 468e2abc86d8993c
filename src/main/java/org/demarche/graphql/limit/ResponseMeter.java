package org.demarche.graphql.limit;

import java.util.concurrent.atomic.AtomicLong;

import org.demarche.config.LimitSettings;

/** Counts the nodes and bytes of a response while it is collected, and ends the request when there are too many. */
public final class ResponseMeter {

    private final LimitSettings settings;
    private final long maxNodes;
    private final long maxBytes;
    private final AtomicLong nodes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    public ResponseMeter(LimitSettings settings) {
        this.settings = settings;
        maxNodes = RequestLimit.NODES.of(settings);
        maxBytes = RequestLimit.RESPONSE_SIZE.of(settings);
    }

    /** How many there are so far. */
    public long nodes() {
        return nodes.get();
    }

    /** @throws org.demarche.error.LimitExceededException if there are too many; also at each later call */
    public void addNodes(int more) {
        long total = nodes.addAndGet(more);
        if (total > maxNodes) {
            RequestLimit.NODES.check(total, settings);
        }
    }

    /** @throws org.demarche.error.LimitExceededException if there are too many; also at each later call */
    public void addBytes(long more) {
        long total = bytes.addAndGet(more);
        if (total > maxBytes) {
            RequestLimit.RESPONSE_SIZE.check(total, settings);
        }
    }
}

package org.demarche.graphql.http;

import io.vertx.core.Context;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.model.IpNetwork;
import org.demarche.security.Caller;

/**
 * A client that receives streams of results, over a socket or as events.
 *
 * @param network where it is, as far as limits are concerned
 * @param caller null without an access token
 * @param mayWrite false for a GET request
 * @param context of its connection; its operations run on the same event loop
 */
public record StreamClient(IpNetwork network, Caller caller, boolean mayWrite, Context context)
        implements ChargedClient {

    @Override
    public Object rateKey(ClientRate rate) {
        return caller == null ? network : caller.id();
    }

    /** A stream has no headers for it. */
    @Override
    public void putRate(ClientRate.Usage rate) {}
}

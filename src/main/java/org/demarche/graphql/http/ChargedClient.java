package org.demarche.graphql.http;

import org.demarche.graphql.limit.ClientRate;

/** Whom the cost of a request is charged to. */
interface ChargedClient {

    /** What its bucket is found by. */
    Object rateKey(ClientRate rate);

    /** Tells the client how much it may still request, and when. */
    void putRate(ClientRate.Usage rate);
}

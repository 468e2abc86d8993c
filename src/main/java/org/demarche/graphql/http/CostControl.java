package org.demarche.graphql.http;

import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

import org.demarche.config.AdmissionSettings;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.Admission;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.graphql.limit.RequestCost;

/** Charges the cost of a request to its client, and makes an expensive request count as several. */
@Singleton
class CostControl {

    private final ClientRate rate;
    private final AdmissionSettings settings;

    CostControl(ClientRate rate, AdmissionSettings settings) {
        this.rate = rate;
        this.settings = settings;
    }

    /**
     * To be called for every request, whatever it costs.
     *
     * @throws ClientErrorException when the client has requested too much
     */
    void arrive(ChargedClient client) {
        if (rate.isLimited()) {
            charge(client, 1);
        }
    }

    /**
     * To be called when the cost of a request is known and before it is executed.
     *
     * @return completes when the request may be executed
     * @throws ClientErrorException when the client has requested too much
     */
    CompletableFuture<Void> admit(ChargedClient client, Admission.Slot slot, RequestCost cost) {
        if (rate.isLimited() && cost.cost() > 1) {
            // One has been charged when the request arrived.
            charge(client, cost.cost() - 1);
        }
        return slot.acquire(units(cost.cost()));
    }

    /**
     * To be called for each event of a subscription, whose cost is known.
     *
     * @throws ClientErrorException when the client has requested too much
     */
    void charge(ChargedClient client, RequestCost cost) {
        if (rate.isLimited()) {
            charge(client, cost.cost());
        }
    }

    private int units(long cost) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + (cost - 1) / settings.unitCost());
    }

    private void charge(ChargedClient client, long cost) {
        ClientRate.Usage usage = rate.take(client.rateKey(rate), cost);
        client.putRate(usage);
        if (!usage.isAllowed()) {
            throw ClientErrorException.rateLimited(usage.capacity(), usage.retryAfter());
        }
    }
}

package org.demarche.exporting;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.demarche.config.ExportSettings;
import org.demarche.graphql.limit.Admission;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.RequestError;
import org.demarche.model.IpNetwork;

/** Starts exports over HTTP, within the limits of the service. */
@Singleton
class ExportStreams {

    static final String DISPOSITION = "Content-Disposition";

    private static final RequestError BUSY =
            RequestError.unavailable("The service has too many exports at the moment. Retry in a minute.");
    private static final RequestError OVERLOADED =
            RequestError.unavailable("The service has too many requests at the moment. Retry in a few seconds.");

    private final Exporter exporter;
    private final ExportSlots slots;
    private final Admission admission;
    private final ClientRate rate;
    private final ExportSettings settings;

    ExportStreams(Exporter exporter, ExportSlots slots, Admission admission, ClientRate rate, ExportSettings settings) {
        this.exporter = exporter;
        this.slots = slots;
        this.admission = admission;
        this.rate = rate;
        this.settings = settings;
    }

    /** To be called in the context of the request. */
    void start(RoutingContext http, ExportRequest request) {
        IpNetwork client = rate.client(http.request());
        if (!slots.enter(client)) {
            refuse(http, BUSY);
            return;
        }
        // One unit however long the export is: it does one thing at a time.
        admission.enter(
                slot -> {
                    ExportStream stream = new ExportStream(http, request, rate, () -> {
                        slot.leave();
                        slots.leave(client);
                    });
                    stream.start(exporter, settings.timeLimit());
                },
                () -> {
                    slots.leave(client);
                    refuse(http, OVERLOADED);
                });
    }

    static void refuse(RoutingContext http, RequestError error) {
        removeHeaders(http);
        error.sendTo(http);
    }

    /** Those that describe an export, before another answer. */
    static void removeHeaders(RoutingContext http) {
        http.response()
                .headers()
                .remove(ExportStream.CHANGES_CURSOR)
                .remove(DISPOSITION)
                .remove(HttpHeaders.ETAG);
    }
}

package org.demarche.exporting;

import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.demarche.database.DataRevision;
import org.demarche.http.EntityTags;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers what needs no export: HEAD requests, and clients that have the export of the current data. The tag names the revision
 * of the data, so that nothing has to be read to compare it.
 */
@Singleton
class ExportTags {

    /** In bytes. Of the version, and of the parameters. */
    private static final int HASH_LENGTH = 6;

    private final DataRevision revisions;
    private final String version;

    ExportTags(DataRevision revisions, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.revisions = revisions;
        this.version = version;
    }

    /** @param export called if the answer is an export; the headers that describe it are set then */
    void send(RoutingContext http, ExportRequest request, Runnable export) {
        long revision = revisions.known();
        if (revision != DataRevision.UNKNOWN) {
            send(http, request, revision, export);
            return;
        }
        Context context = Vertx.currentContext();
        revisions
                .fetch()
                .subscribe()
                .with(
                        current -> context.runOnContext(ignored -> send(http, request, current, export)),
                        // The export itself says what is wrong with the database.
                        failure -> context.runOnContext(ignored -> send(http, request, DataRevision.UNKNOWN, export)));
    }

    private void send(RoutingContext http, ExportRequest request, long revision, Runnable export) {
        HttpServerResponse response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String tag = revision == DataRevision.UNKNOWN || !revisions.identifiesData() ? null : tag(http, revision);
        describe(http, request, tag);
        if (tag != null && EntityTags.clientHasOrAny(tag, http.request().headers())) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            response.headers().remove(ExportStreams.DISPOSITION);
            response.setStatusCode(304).end();
        } else if (http.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            export.run();
        }
    }

    /** Weak: the export may show newer data than its revision, and may be compressed or not. */
    private String tag(RoutingContext http, long revision) {
        String query = http.request().query();
        return EntityTags.weak(Long.toHexString(revision)
                + '-'
                + EntityTags.hash(version + http.normalizedPath() + '?' + (query == null ? "" : query), HASH_LENGTH));
    }

    private static void describe(RoutingContext http, ExportRequest request, String tag) {
        MultiMap headers = http.response().headers();
        boolean personal = http.request().headers().contains(HttpHeaders.AUTHORIZATION)
                || http.request().headers().contains(HttpHeaders.COOKIE);
        headers.set(HttpHeaders.CONTENT_TYPE, request.format().mediaType())
                .set(
                        ExportStreams.DISPOSITION,
                        "attachment; filename=\"%s.%s\""
                                .formatted(
                                        request.kind().label(), request.format().label()))
                .set(HttpHeaders.CACHE_CONTROL, personal ? "private, no-cache" : "no-cache")
                // Another handler may have added other headers to it.
                .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (tag != null) {
            headers.set(HttpHeaders.ETAG, tag);
        }
    }
}

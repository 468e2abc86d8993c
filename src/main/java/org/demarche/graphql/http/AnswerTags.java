package org.demarche.graphql.http;

import jakarta.inject.Singleton;

import org.demarche.database.DataRevision;
import org.demarche.http.CompressibleBytes;
import org.demarche.http.EntityTags;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The entity tags of answers. A tag that names the revision of the data can be checked without executing the request, also
 * by another instance of the service and after a restart. A tag that names the content is for answers which the revision
 * does not determine, such as those from a read replica.
 *
 * <p>Weak, because an answer may show data that are newer than its revision.
 */
@Singleton
class AnswerTags {

    /** In bytes. Different versions of the service may answer differently from the same data. */
    private static final int BUILD_LENGTH = 4;

    private final DataRevision revisions;
    private final String build;

    AnswerTags(
            DataRevision revisions,
            SchemaRoute schema,
            PersistedDocuments documents,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.revisions = revisions;
        this.build = EntityTags.hash(version + schema.tag() + documents.fingerprint(), BUILD_LENGTH);
    }

    /** Whether the client has the current answer, as far as that is known without executing the request. */
    boolean isCurrent(Exchange exchange, Lookup lookup) {
        return isRevisionEnough(exchange, lookup) && exchange.isCurrent(ofRevision(lookup, exchange.type()));
    }

    /** @param json of an answer without errors */
    String of(Exchange exchange, Lookup lookup, CompressibleBytes json) {
        return isRevisionEnough(exchange, lookup)
                ? ofRevision(lookup, exchange.type())
                : EntityTags.weak(EntityTags.hash(json.plain()) + suffix(exchange.type()));
    }

    String ofRevision(Lookup lookup, MediaType type) {
        return EntityTags.weak(build
                + '-'
                + Long.toHexString(lookup.revision())
                + '-'
                + Integer.toHexString(lookup.key().hashCode())
                + suffix(type));
    }

    private boolean isRevisionEnough(Exchange exchange, Lookup lookup) {
        return lookup.isPossible() && !exchange.isPost() && revisions.identifiesData();
    }

    private static String suffix(MediaType type) {
        return type == MediaType.JSON ? "-j" : "-g";
    }
}

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

    private static final boolean[] PRESENT_AND_PAST = {false, true};

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

    /**
     * The tag of the current answer if the client has that, as far as it is known without executing the request; otherwise
     * null. A client has the tag of an answer of the past only if the request looks back.
     */
    String current(Exchange exchange, Lookup lookup) {
        for (boolean ofPast : PRESENT_AND_PAST) {
            if (isValidityEnough(exchange, lookup, ofPast)) {
                String tag = ofValidity(lookup, ofPast, exchange.type());
                if (exchange.isCurrent(tag)) {
                    return tag;
                }
            }
        }
        return null;
    }

    /**
     * @param ofPast whether the answer shows what was known at a moment
     * @param json of an answer without errors
     */
    String of(Exchange exchange, Lookup lookup, boolean ofPast, CompressibleBytes json) {
        return isValidityEnough(exchange, lookup, ofPast)
                ? ofValidity(lookup, ofPast, exchange.type())
                : EntityTags.weak(EntityTags.hash(json.plain()) + suffix(exchange.type()));
    }

    private String ofValidity(Lookup lookup, boolean ofPast, MediaType type) {
        return EntityTags.weak(build
                + (ofPast ? "-k" : "-")
                + Long.toHexString(lookup.validity(ofPast))
                + '-'
                + Integer.toHexString(lookup.key().hashCode())
                + suffix(type));
    }

    /** The past is always read from the primary. */
    private boolean isValidityEnough(Exchange exchange, Lookup lookup, boolean ofPast) {
        return lookup.isPossible() && !exchange.isPost() && (ofPast || revisions.identifiesData());
    }

    private static String suffix(MediaType type) {
        return type == MediaType.JSON ? "-j" : "-g";
    }
}

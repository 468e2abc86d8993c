package org.demarche.graphql.http;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import org.demarche.http.EntityTags;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The entity tags of answers. A tag that names the revision of the data can be checked without executing the request, also
 * by another instance of the service and after a restart. A tag that names the content is for answers which the revision
 * does not determine, such as those from a read replica.
 *
 * <p>Weak, because an answer may show data that are newer than its revision.
 */
@ApplicationScoped
class AnswerTags {

    /** In bytes. Different versions of the service may answer differently from the same data. */
    private static final int BUILD_LENGTH = 4;

    private final String build;

    AnswerTags(
            GraphQLSchema schema,
            PersistedDocuments documents,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.build =
                EntityTags.hash(version + documents.fingerprint() + new SchemaPrinter().print(schema), BUILD_LENGTH);
    }

    String ofRevision(Lookup lookup, MediaType type) {
        return EntityTags.weak(build
                + '-'
                + Long.toHexString(lookup.revision())
                + '-'
                + Integer.toHexString(lookup.key().hashCode())
                + suffix(type));
    }

    String ofContent(byte[] json, MediaType type) {
        return EntityTags.weak(EntityTags.hash(json) + suffix(type));
    }

    private static String suffix(MediaType type) {
        return type == MediaType.JSON ? "-j" : "-g";
    }
}

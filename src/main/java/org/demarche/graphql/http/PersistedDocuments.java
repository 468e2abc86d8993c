package org.demarche.graphql.http;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import org.demarche.config.DocumentSettings;

/**
 * The documents that a request may name instead of containing them: those that the operator provides, those of the pages of
 * the service, and those that clients register by Apollo's protocol of automatic persisted queries. The latter are shared by
 * all clients, because the name is the SHA-256 of the text, and limited in bytes.
 */
@Singleton
@Startup
class PersistedDocuments {

    /** Bytes that a document takes besides its text, with its hash. */
    private static final int OVERHEAD = 200;

    private final ProvidedDocuments provided;
    private final boolean only;
    private final boolean isRegistering;
    private final Cache<String, String> registered;

    PersistedDocuments(DocumentSettings settings, @All List<PageDocuments> pages) {
        provided = ProvidedDocuments.of(
                settings.folder().map(ProvidedDocuments::files).orElse(Map.of()),
                pages.stream().flatMap(page -> page.byName().values().stream()).toList());
        only = settings.only();
        isRegistering = settings.size().asLongValue() > 0 && !only;
        registered = Caffeine.newBuilder()
                .maximumWeight(settings.size().asLongValue())
                // A character takes two bytes if any one of the text is not Latin.
                .weigher((String hash, String text) -> OVERHEAD + 2 * text.length())
                .build();
    }

    /** The request with its document. */
    GraphqlRequest resolve(GraphqlRequest request) throws MalformedRequestException, DocumentRefusedException {
        DocumentReference reference = request.reference();
        if (reference == null) {
            return allowed(request);
        }
        if (!request.hasQuery()) {
            return request.withQuery(find(reference));
        }
        if (!DocumentHash.of(request.query()).equals(reference.name())) {
            throw new MalformedRequestException(
                    "extensions.persistedQuery.sha256Hash is not the SHA-256 of query in UTF-8; send the matching one.");
        }
        return allowed(request);
    }

    /** To be called only for valid documents, so that nobody can fill the memory with anything else. */
    void register(GraphqlRequest request) {
        DocumentReference reference = request.reference();
        // A request without a hash must not cost the memory of one.
        if (isRegistering && reference != null && reference.isHash() && provided.find(reference.name()) == null) {
            registered.get(reference.name(), hash -> request.query());
        }
    }

    /** Differs if the same request may have another document, or may be refused. */
    String fingerprint() {
        return only + provided.fingerprint();
    }

    private GraphqlRequest allowed(GraphqlRequest request) throws DocumentRefusedException {
        if (only && !provided.contain(request.query())) {
            throw DocumentRefusedException.notAllowed();
        }
        return request;
    }

    private String find(DocumentReference reference) throws DocumentRefusedException {
        String text = provided.find(reference.name());
        if (text == null && isRegistering && reference.isHash()) {
            text = registered.getIfPresent(reference.name());
        }
        if (text != null) {
            return text;
        }
        if (only) {
            throw DocumentRefusedException.notAllowed();
        }
        throw isRegistering ? DocumentRefusedException.notFound() : DocumentRefusedException.notSupported();
    }
}

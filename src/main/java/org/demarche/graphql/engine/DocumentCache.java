package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

/** Documents that have been parsed and validated, by their text: clients send few, again and again. */
final class DocumentCache implements PreparsedDocumentProvider {

    /** In characters of text: some thousand documents of clients, in some ten megabytes. */
    private static final long CAPACITY = 1024 * 1024;

    /** A parsed document takes more than its text, however short that is. */
    private static final int OVERHEAD = 128;

    private final Cache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((String text, PreparsedDocumentEntry document) -> text.length() + OVERHEAD)
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        return CompletableFuture.completedFuture(documents.get(input.getQuery(), text -> parse.apply(input)));
    }
}

package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

/**
 * Caches parsed and validated documents by their text, because clients send few different documents. graphql-java does
 * not cache them itself (https://github.com/graphql-java/graphql-java/issues/4107).
 */
final class DocumentCache implements PreparsedDocumentProvider {

    /** Characters of text. Enough for a few thousand typical documents, which take about ten megabytes. */
    private static final long CAPACITY = 1024 * 1024;

    /** Characters added per document, because even the shortest one takes memory once it is parsed. */
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

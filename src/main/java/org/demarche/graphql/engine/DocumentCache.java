package org.demarche.graphql.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import org.demarche.error.ClientErrorException;
import org.demarche.error.LimitExceededException;
import org.demarche.graphql.limit.RequestLimit;
import org.demarche.graphql.limit.RequestLimits;

/**
 * Caches parsed and validated documents by their text, because clients send few different documents. graphql-java does
 * not cache them itself (https://github.com/graphql-java/graphql-java/issues/4107).
 *
 * <p>Parses and validates in place of graphql-java, which has no hook between the two: a document that would take long to
 * validate is rejected there.
 */
final class DocumentCache implements PreparsedDocumentProvider {

    /** Characters of text. Enough for a few thousand typical documents, which take about ten megabytes. */
    private static final long CAPACITY = 1024 * 1024;
    /** Characters added per document, because even the shortest one takes memory once it is parsed. */
    private static final int OVERHEAD = 128;

    /** The message of a parser that gives up: the number, and what there is too much of. */
    private static final Pattern CANCELLED =
            Pattern.compile("^More than ([\\d,]+) (deep )?'\\w+' .*parsing has been cancelled");

    private final GraphQLSchema schema;
    private final RequestLimits limits;
    private final ParserOptions parserOptions;
    private final Cache<String, CheckedDocument> documents = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((String text, CheckedDocument document) -> text.length() + OVERHEAD)
            .build();

    DocumentCache(GraphQLSchema schema, RequestLimits limits) {
        this.schema = schema;
        this.limits = limits;
        int tokens = (int) RequestLimit.TOKENS.of(limits.settings());
        parserOptions =
                ParserOptions.getDefaultOperationParserOptions().transform(options -> options.maxTokens(tokens));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        CheckedDocument document = documents.get(input.getQuery(), text -> new CheckedDocument(prepare(input)));
        input.getGraphQLContext().put(CheckedDocument.class, document);
        return CompletableFuture.completedFuture(document.entry());
    }

    private PreparsedDocumentEntry prepare(ExecutionInput input) {
        try {
            limits.checkText(input.getQuery());
            input.getGraphQLContext().put(ParserOptions.class, parserOptions);
            ParseAndValidateResult parsed = parse(input);
            if (parsed.isFailure()) {
                checkCancelled(parsed.getSyntaxException());
                return new PreparsedDocumentEntry(parsed.getErrors());
            }
            limits.checkDocument(parsed.getDocument());
            checkSupported(parsed.getDocument());
            if (input.getQuery().indexOf('@') >= 0) {
                SupportedDirectives.check(parsed.getDocument(), schema);
            }
            return validate(parsed.getDocument(), input);
        } catch (LimitExceededException | ClientErrorException rejection) {
            return new PreparsedDocumentEntry(ExceptionHandler.error(rejection, null, null));
        }
    }

    private PreparsedDocumentEntry validate(Document document, ExecutionInput input) {
        List<ValidationError> errors = ParseAndValidate.validate(schema, document, input.getLocale());
        return errors.isEmpty() ? new PreparsedDocumentEntry(document) : new PreparsedDocumentEntry(errors);
    }

    private static ParseAndValidateResult parse(ExecutionInput input) {
        try {
            return ParseAndValidate.parse(input);
        } catch (RuntimeException invalid) {
            // graphql-java fails on some escape sequences (no upstream issue known). Parsing depends on nothing but the
            // text.
            throw ClientErrorException.invalidQuery(
                    "The document has an invalid escape sequence. After its u, write four hexadecimal digits, or up to six in braces.");
        }
    }

    private void checkSupported(Document document) {
        document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
                .forEach(subscription -> {
                    if (schema.getSubscriptionType() == null) {
                        throw ClientErrorException.invalidQuery(
                                "The 'Subscription' operation is not supported by the schema; use query.");
                    }
                    SubscriptionRoot.check(
                            subscription, document, schema.getSubscriptionType().getName());
                });
    }

    private void checkCancelled(InvalidSyntaxException failure) {
        Matcher cancelled = CANCELLED.matcher(failure.getMessage());
        if (cancelled.find()) {
            int allowed = Integer.parseInt(cancelled.group(1).replace(",", ""));
            RequestLimit limit = cancelled.group(2) == null ? RequestLimit.TOKENS : RequestLimit.DEPTH;
            throw limit.exceeded(allowed + 1L, limit.of(limits.settings()));
        }
    }
}

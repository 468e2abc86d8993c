package org.demarche.graphql.limit;

import java.util.Map;

import jakarta.inject.Singleton;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import org.demarche.config.LimitSettings;

/**
 * Rejects requests that ask for too much, at the earliest moment at which that is known: before the document is parsed, before
 * it is validated, and before it is executed. Rejections are {@link org.demarche.error.LimitExceededException} and
 * {@link org.demarche.error.ClientErrorException}.
 */
@Singleton
public class RequestLimits {

    private final LimitSettings settings;

    public RequestLimits(LimitSettings settings) {
        this.settings = settings;
    }

    public LimitSettings settings() {
        return settings;
    }

    /** @param variables as the client sent them */
    public void checkVariables(Map<String, Object> variables) {
        new InputLimits(settings).checkVariables(variables);
    }

    /** Before it is parsed. */
    public void checkText(String document) {
        RequestLimit.DOCUMENT.check(document.length(), settings);
        NumberLiterals.check(document);
    }

    /** After it is parsed and before it is validated. */
    public void checkDocument(Document document) {
        DocumentMeasure measure = new DocumentMeasure(document, settings);
        document.getDefinitionsOfType(OperationDefinition.class)
                .forEach(operation -> measure.sizeOf(operation).check(settings));
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> measure.sizeOf(fragment).check(settings));
        new InputLimits(settings).check(document);
    }

    /** For a document that was checked. */
    public OperationCost costOf(GraphQLSchema schema, Document document, OperationDefinition operation) {
        return new OperationCost(settings, schema, document, operation);
    }
}

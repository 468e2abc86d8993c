package org.demarche.graphql.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

import graphql.Directives;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** The scalars that replace SmallRye's scalars for the same Java types. */
public final class CustomScalars {

    private static final Map<String, GraphQLScalarType> REPLACEMENTS = Map.of(
            // SmallRye's Int and Float accept strings and truncate numbers that are too large
            // (compare https://github.com/smallrye/smallrye-graphql/issues/1923).
            "Int",
            graphql.Scalars.GraphQLInt,
            "Float",
            graphql.Scalars.GraphQLFloat,
            "Date",
            scalar(
                    "Date",
                    "A full calendar date as ISO 8601 has it: 2025-07-03.",
                    "https://scalars.graphql.org/andimarek/local-date.html",
                    new StringCoercing(CustomScalars::date)),
            "DateTime",
            scalar(
                    "DateTime",
                    "An instant as ISO 8601 has it, with offset: 2025-07-03T12:00:00Z.",
                    "https://scalars.graphql.org/andimarek/date-time.html",
                    new StringCoercing(CustomScalars::dateTime)),
            "PartialDate",
            scalar(
                    "PartialDate",
                    "A date as exactly as it is known, EDTF level 0 (ISO 8601-2): 1979, 1979-12 or 1979-12-24.",
                    "https://www.loc.gov/standards/datetime/",
                    new StringCoercing(PartialDate::new)),
            "URL",
            scalar(
                    "URL",
                    "An absolute http or https address.",
                    "https://url.spec.whatwg.org/",
                    new StringCoercing(WebAddress::new)));

    private CustomScalars() {}

    /** The scalar itself if it is not replaced. */
    public static GraphQLScalarType replacementFor(GraphQLScalarType scalar) {
        return REPLACEMENTS.getOrDefault(scalar.getName(), scalar);
    }

    private static GraphQLScalarType scalar(
            String name, String description, String specifiedBy, StringCoercing coercing) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .specifiedByUrl(specifiedBy)
                // Introspection shows the address, and the printed schema shows applied directives only.
                .withAppliedDirective(GraphQLAppliedDirective.newDirective()
                        .name(Directives.SpecifiedByDirective.getName())
                        .argument(GraphQLAppliedDirectiveArgument.newArgument()
                                .name("url")
                                .type(GraphQLNonNull.nonNull(graphql.Scalars.GraphQLString))
                                .valueProgrammatic(specifiedBy)
                                .build())
                        .build())
                .coercing(coercing)
                .build();
    }

    /** Returns the text: the data fetcher parses it. */
    private static Object date(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            if (year >= 1 && year <= 9999) {
                return text;
            }
        } catch (DateTimeException noSuchDay) {
            // Same message as for a year out of range.
        }
        throw new IllegalArgumentException(
                "'%s' is not a date in ISO 8601 format; write year, month and day: 2025-07-03".formatted(text));
    }

    private static Object dateTime(String text) {
        try {
            int year = OffsetDateTime.parse(text).getYear();
            if (year >= 1 && year <= 9999) {
                return text;
            }
        } catch (DateTimeException noSuchTime) {
            // Same message as for a year out of range.
        }
        throw new IllegalArgumentException(
                "'%s' is not a date and time with offset in ISO 8601 format; write 2025-07-03T12:00:00Z"
                        .formatted(text));
    }
}

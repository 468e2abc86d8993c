package org.demarche.graphql.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

import graphql.schema.GraphQLScalarType;
import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** The schema's own scalars, in place of those that SmallRye made for the same Java types. */
public final class CustomScalars {

    private static final Map<String, GraphQLScalarType> OWN = Map.of(
            // SmallRye's takes strings, and cuts what is too large down to another number.
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

    public static GraphQLScalarType orOwn(GraphQLScalarType scalar) {
        return OWN.getOrDefault(scalar.getName(), scalar);
    }

    private static GraphQLScalarType scalar(
            String name, String description, String specifiedBy, StringCoercing checked) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .specifiedByUrl(specifiedBy)
                .coercing(checked)
                .build();
    }

    /** The text itself: SmallRye makes the LocalDate of it. */
    private static Object date(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            if (year >= 1 && year <= 9999) {
                return text;
            }
        } catch (DateTimeException noSuchDay) {
            // Explained below, like a year out of range.
        }
        throw new IllegalArgumentException(
                "'%s' is not a day as ISO 8601 has it; write year, month and day: 2025-07-03".formatted(text));
    }

    private static Object dateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return text;
        } catch (DateTimeException noSuchTime) {
            throw new IllegalArgumentException(
                    "'%s' is not an instant as ISO 8601 has it; write 2025-07-03T12:00:00Z".formatted(text));
        }
    }
}

package org.demarche.exporting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.error.ClientErrorException;

/**
 * What to export and how.
 *
 * @param filters those that are given, and options of the format, by their class
 */
public record ExportRequest(ExportKind kind, ExportFormat format, Map<Class<?>, Record> filters) {

    /**
     * @param given the values of the parameters, by name
     * @throws ClientErrorException for a parameter that is unknown, or has a value that is not allowed
     */
    public static ExportRequest of(ExportKind kind, ExportFormat format, Map<String, List<String>> given) {
        Set<String> known = parameters(kind, format).map(ExportParameter::name).collect(Collectors.toSet());
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw ClientErrorException.invalid(
                            unknown,
                            "there is no such parameter of %s.%s; use %s"
                                    .formatted(
                                            kind.label(),
                                            format.label(),
                                            parameters(kind, format)
                                                    .map(ExportParameter::name)
                                                    .collect(Collectors.joining(", "))));
                });
        Map<Class<?>, Record> filters = new HashMap<>();
        readers(kind, format).forEach(type -> {
            Record filter = FilterReader.of(type).read(given);
            if (filter != null) {
                filters.put(type, filter);
            }
        });
        return new ExportRequest(kind, format, filters);
    }

    /** The parameters that can be given, with those of the format. */
    public static Stream<ExportParameter> parameters(ExportKind kind, ExportFormat format) {
        return fields(kind, format).flatMap(field -> field.parameters().stream());
    }

    private static Stream<FilterField> fields(ExportKind kind, ExportFormat format) {
        return readers(kind, format).flatMap(type -> FilterReader.of(type).fields().stream());
    }

    private static Stream<Class<? extends Record>> readers(ExportKind kind, ExportFormat format) {
        return Stream.concat(kind.filters().stream(), format.options().stream());
    }

    /** Null if none is given. */
    <F extends Record> F filter(Class<F> type) {
        return type.cast(filters.get(type));
    }

    <F extends Record> F filter(Class<F> type, F fallback) {
        F given = filter(type);
        return given == null ? fallback : given;
    }

    /** The message of an error in a filter, which names the field of the API, with the name of the parameter. */
    public String inParameters(String message) {
        return fields(kind, format)
                .filter(field -> message.startsWith("filter." + field.name() + ":"))
                .findFirst()
                .map(field ->
                        field.parameters().stream().map(ExportParameter::name).collect(Collectors.joining(" and "))
                                + message.substring(
                                        "filter.".length() + field.name().length()))
                .orElse(message);
    }
}

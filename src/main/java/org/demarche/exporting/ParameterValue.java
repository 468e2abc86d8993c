package org.demarche.exporting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.demarche.error.ClientErrorException;
import org.demarche.model.PartialDate;
import org.demarche.model.StorableText;

/** Converts the texts of parameters. Each error names the parameter and what would be right. */
final class ParameterValue {

    private ParameterValue() {}

    /** @param texts null if the parameter is not given; the result is null then */
    static String single(String name, List<String> texts) {
        if (texts != null && texts.size() > 1) {
            throw ClientErrorException.invalid(name, "it is given more than once; give one value");
        }
        return texts == null ? null : texts.get(0);
    }

    static Object of(String name, Class<?> type, String text) {
        checkText(name, text);
        if (type.isEnum()) {
            return constant(name, type, text);
        }
        if (type == Boolean.class) {
            return bool(name, text);
        }
        if (type == Integer.class) {
            return converted(name, text, Integer::valueOf, "a whole number such as 10");
        }
        if (type == Double.class) {
            return converted(name, text, Double::valueOf, "a number such as 0.5");
        }
        if (type == LocalDate.class) {
            return converted(name, text, LocalDate::parse, "a day such as 2025-07-03");
        }
        if (type == OffsetDateTime.class) {
            return time(name, text);
        }
        if (type == Instant.class) {
            return time(name, text).toInstant();
        }
        if (type != String.class) {
            throw new IllegalStateException("A parameter of an export cannot have the type " + type);
        }
        return text;
    }

    /** The beginning of a range: of a year its first day. */
    static Object first(String name, Class<?> type, String text) {
        return type == LocalDate.class ? date(name, text).firstDay() : of(name, type, text);
    }

    /** The end of a range: of a year its last day. */
    static Object last(String name, Class<?> type, String text) {
        return type == LocalDate.class ? date(name, text).lastDay() : of(name, type, text);
    }

    private static void checkText(String name, String text) {
        if (text.isBlank()) {
            throw ClientErrorException.invalid(name, "it is empty; leave it out or give a value");
        }
        String character = StorableText.invalidCharacter(text);
        if (character != null) {
            throw ClientErrorException.invalid(
                    name, "it contains the character %s, which cannot be stored; leave it out".formatted(character));
        }
    }

    private static Object constant(String name, Class<?> type, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ClientErrorException.invalid(
                        name,
                        "'%s' is not one of %s"
                                .formatted(
                                        text,
                                        String.join(
                                                ", ",
                                                Arrays.stream(type.getEnumConstants())
                                                        .map(Object::toString)
                                                        .toList()))));
    }

    private static Boolean bool(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ClientErrorException.invalid(name, "'%s' is not allowed; write true or false".formatted(text));
        }
        return Boolean.valueOf(text);
    }

    private static PartialDate date(String name, String text) {
        checkText(name, text);
        return converted(name, text, PartialDate::new, "a date such as 2000, 2000-07 or 2000-07-03");
    }

    private static OffsetDateTime time(String name, String text) {
        return converted(name, text, OffsetDateTime::parse, "a date and time with offset such as 2025-07-03T12:00:00Z");
    }

    private static <T> T converted(String name, String text, Function<String, T> type, String wanted) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw ClientErrorException.invalid(name, "'%s' is not allowed; write %s".formatted(text, wanted));
        }
    }
}

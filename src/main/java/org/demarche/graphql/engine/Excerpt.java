package org.demarche.graphql.engine;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens what messages repeat of a request: a client could make the service send and log megabytes. */
final class Excerpt {

    private static final int MAX_QUOTED = 100;
    /** From the first quotation mark to the last: a quoted part and the names that messages quote before it. */
    private static final int MAX_QUOTED_PARTS = 250;

    private static final int MAX_MESSAGE = 1000;

    /** A quoted part, or a word, that is too long. */
    private static final Pattern LONG =
            Pattern.compile("'([^']{%1$d})[^']{20,}'|([^\\s']{%1$d})[^\\s']{20,}".formatted(MAX_QUOTED));

    private Excerpt() {}

    /** The message with the first characters of each long part only. */
    static String of(String message) {
        if (message == null || message.length() <= MAX_QUOTED) {
            return message;
        }
        String shortened = LONG.matcher(cut(message, 10 * MAX_MESSAGE)).replaceAll(Excerpt::shortened);
        return cut(shortenedBetweenQuotes(shortened), MAX_MESSAGE);
    }

    /** A text that contains quotation marks itself looks like many short parts. */
    private static String shortenedBetweenQuotes(String message) {
        int first = message.indexOf('\'');
        int last = message.lastIndexOf('\'');
        return last - first <= MAX_QUOTED_PARTS
                ? message
                : end(message.substring(0, first + MAX_QUOTED_PARTS)) + "..." + message.substring(last);
    }

    private static String shortened(MatchResult part) {
        String excerpt = part.group(1) != null ? "'" + end(part.group(1)) + "...'" : end(part.group(2)) + "...";
        return Matcher.quoteReplacement(excerpt);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : end(text.substring(0, length)) + "...";
    }

    /** Without half of a surrogate pair at the end. */
    private static String end(String text) {
        return Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text.substring(0, text.length() - 1) : text;
    }
}

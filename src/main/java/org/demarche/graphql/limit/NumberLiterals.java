package org.demarche.graphql.limit;

import org.demarche.error.ClientErrorException;

/**
 * Checks the numbers of a document before it is parsed. The parser and the scalars compute with them: a million digits, or
 * the exponent of 1e3000000, would take seconds to minutes.
 */
final class NumberLiterals {

    /** More than the digits of any Int or of a double. */
    private static final int MAX_DIGITS = 40;
    /** Up to three digits: a double ends at 1e308. */
    private static final int MAX_EXPONENT_DIGITS = 3;

    private final String text;
    private int position;

    private NumberLiterals(String document) {
        text = document;
    }

    /** @throws ClientErrorException if a number is too long */
    static void check(String document) {
        new NumberLiterals(document).check();
    }

    private void check() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '"') {
                skipString();
            } else if (c == '#') {
                skipTo('\n');
            } else if (isDigit(c)) {
                checkNumber();
            } else if (isNameStart(c)) {
                skipName();
            } else {
                position++;
            }
        }
    }

    private void skipString() {
        boolean block = text.startsWith("\"\"\"", position);
        String end = block ? "\"\"\"" : "\"";
        position += end.length();
        while (position < text.length() && !text.startsWith(end, position)) {
            // In a block string only \""" is an escape sequence; a skipped quotation mark cannot end it either.
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        position += end.length();
    }

    private void skipTo(char end) {
        int found = text.indexOf(end, position);
        position = found < 0 ? text.length() : found;
    }

    /** Digits of a name are no number. */
    private void skipName() {
        while (position < text.length() && (isNameStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
    }

    private void checkNumber() {
        int digits = countDigits();
        if (position < text.length() && text.charAt(position) == '.') {
            position++;
            digits += countDigits();
        }
        int exponent = 0;
        if (position < text.length() && (text.charAt(position) | 0x20) == 'e') {
            position++;
            if (position < text.length() && (text.charAt(position) == '+' || text.charAt(position) == '-')) {
                position++;
            }
            exponent = countDigits();
        }
        checkLength("the document", digits, exponent);
    }

    static void checkLength(String location, int digits, int exponentDigits) {
        if (digits > MAX_DIGITS || exponentDigits > MAX_EXPONENT_DIGITS) {
            throw ClientErrorException.invalid(
                    location,
                    "a number has %s; use at most %d digits, and %d in the exponent"
                            .formatted(
                                    digits > MAX_DIGITS
                                            ? digits + " digits"
                                            : "an exponent of " + exponentDigits + " digits",
                                    MAX_DIGITS,
                                    MAX_EXPONENT_DIGITS));
        }
    }

    private int countDigits() {
        int start = position;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        return position - start;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}

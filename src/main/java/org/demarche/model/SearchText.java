package org.demarche.model;

import java.util.Set;

import org.demarche.error.ClientErrorException;

/**
 * A text to search for, as people type it: words, "quoted phrases", -exclusions. Read here, and not by PostgreSQL alone,
 * because a lone dash would exclude the word after it, and other quotation marks than the typewriter's would be letters.
 */
public final class SearchText {

    /** In characters: longer than any title, and short enough for the parser of text searches. */
    private static final int MAX_LENGTH = 500;

    /** Any of them closes a phrase: the pairs differ from language to language. */
    private static final Set<Integer> QUOTES =
            Set.of((int) '"', 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0x300C, 0x300D, 0x300E, 0x300F, 0xFF02);

    private final int[] characters;
    private final StringBuilder query = new StringBuilder();

    private SearchText(String text) {
        this.characters = text.codePoints().toArray();
    }

    /**
     * The text for {@code websearch_to_tsquery(..., searchable(?))}: phrases and what is excluded stand in typewriter's
     * quotation marks, and a dash stands before what is excluded, nowhere else. Null for null.
     */
    public static String checked(String argument, String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_LENGTH) {
            throw ClientErrorException.invalid(
                    argument, "the text has %d characters; search for at most %d".formatted(text.length(), MAX_LENGTH));
        }
        return new SearchText(text).rewritten();
    }

    private String rewritten() {
        int next = 0;
        while (next < characters.length) {
            next = isExclusion(next) ? addExclusion(next + 1) : addTermOrCharacter(next);
        }
        return query.toString();
    }

    /** A dash between a blank and a word or a phrase. */
    private boolean isExclusion(int index) {
        return characters[index] == '-'
                && (index == 0 || isBlank(index - 1))
                && index + 1 < characters.length
                && (isWord(index + 1) || closingQuote(index + 1) > 0);
    }

    private int addExclusion(int start) {
        int close = closingQuote(start);
        if (close > 0) {
            return addPhrase(" -\"", start + 1, close) + 1;
        }
        int end = start;
        while (end < characters.length && !isBlank(end) && !isQuote(end)) {
            end++;
        }
        return addPhrase(" -\"", start, end);
    }

    private int addTermOrCharacter(int index) {
        int close = closingQuote(index);
        if (close > 0 && (index == 0 || !isWord(index - 1))) {
            return addPhrase(" \"", index + 1, close) + 1;
        }
        query.appendCodePoint(isQuote(index) || characters[index] == '-' ? ' ' : characters[index]);
        return index + 1;
    }

    private int addPhrase(String opening, int start, int end) {
        query.append(opening);
        for (int i = start; i < end; i++) {
            query.appendCodePoint(characters[i] == '-' ? ' ' : characters[i]);
        }
        query.append("\" ");
        return end;
    }

    /** The quotation mark that closes the one at the index; -1 if there is none at the index, or none closes it. */
    private int closingQuote(int index) {
        if (!isQuote(index)) {
            return -1;
        }
        int close = index + 1;
        while (close < characters.length && !isQuote(close)) {
            close++;
        }
        return close < characters.length ? close : -1;
    }

    private boolean isQuote(int index) {
        return QUOTES.contains(characters[index]);
    }

    private boolean isWord(int index) {
        return Character.isLetterOrDigit(characters[index]);
    }

    private boolean isBlank(int index) {
        return Character.isWhitespace(characters[index]) || Character.isSpaceChar(characters[index]);
    }
}

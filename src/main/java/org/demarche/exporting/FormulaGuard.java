package org.demarche.exporting;

/**
 * Keeps spreadsheets from taking a text for a formula, which could read other cells and send them away
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
final class FormulaGuard {

    /** With the full-width forms, which some versions of Excel take for the same. */
    private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private FormulaGuard() {}

    /** The text, after an apostrophe if it begins like a formula: spreadsheets take what follows one for a text. */
    static String guarded(String text) {
        return !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}

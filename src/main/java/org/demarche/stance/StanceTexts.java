package org.demarche.stance;

import org.demarche.mutation.InputCheck;

/** The texts of a stance, in the form in which they are stored. Null for one that is left out or has an error. */
record StanceTexts(String summary, String quote, String speaker) {

    private static final int MAX_SUMMARY = 5000;
    private static final int MAX_QUOTE = 2000;
    private static final int MAX_SPEAKER = 200;

    static StanceTexts of(InputCheck check, String summary, String quote, String speaker) {
        return new StanceTexts(
                check.text("summary", summary, MAX_SUMMARY),
                check.text("quote", quote, MAX_QUOTE),
                check.line("speaker", speaker, MAX_SPEAKER));
    }
}

package org.demarche.event;

import org.demarche.mutation.InputCheck;

/** The texts of an event, in the form in which they are stored. Null for one that is left out or has an error. */
record EventTexts(String title, String summary) {

    private static final int MAX_TITLE = 300;
    private static final int MAX_SUMMARY = 5000;

    static EventTexts of(InputCheck check, RecordEventInput input) {
        return new EventTexts(
                check.requiredLine("title", input.title(), MAX_TITLE),
                check.text("summary", input.summary(), MAX_SUMMARY));
    }

    static EventTexts of(InputCheck check, ReviseEventInput input) {
        return new EventTexts(
                check.line("title", input.title(), MAX_TITLE), check.text("summary", input.summary(), MAX_SUMMARY));
    }
}

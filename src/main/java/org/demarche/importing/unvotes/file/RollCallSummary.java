package org.demarche.importing.unvotes.file;

import java.util.ArrayList;
import java.util.List;

/** The facts about a vote that its title does not state, in sentences, so that they can be read and searched. */
public final class RollCallSummary {

    private RollCallSummary() {}

    /** Null if nothing is known. */
    static String of(ParsedRollCall rollCall) {
        List<String> facts = new ArrayList<>();
        String adoption = rollCall.isWithoutVote() ? ", adopted without a vote" : "";
        add(facts, "Resolution ", rollCall.symbol() == null ? null : rollCall.symbol() + adoption);
        add(facts, "Agenda item: ", rollCall.agenda());
        add(facts, "Draft: ", rollCall.draft());
        add(facts, "Meeting: ", rollCall.meeting());
        add(facts, "Subjects: ", String.join("; ", rollCall.subjects()));
        return facts.isEmpty() ? null : String.join(" ", facts);
    }

    private static void add(List<String> facts, String name, String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(name + value + (value.endsWith(".") ? "" : "."));
        }
    }
}

package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Sessions;
import org.demarche.model.PartialDate;
import org.demarche.topic.TopicDraft;

/**
 * The topics that roll calls belong to. Those of the General Assembly: their issues and their session. Those of the
 * Security Council, which has no sessions: the Council and their year.
 */
final class RollCallTopics {

    /** The slugs of all these topics begin with it. */
    static final String PREFIX = "un-";

    private static final String ASSEMBLY = Body.GENERAL_ASSEMBLY.prefix();
    private static final String COUNCIL = Body.SECURITY_COUNCIL.prefix();
    private static final Pattern SESSION = Pattern.compile(ASSEMBLY + "session-\\d+");
    private static final Pattern YEAR = Pattern.compile(COUNCIL + "\\d+");

    /** Database keys by slug. */
    private final Map<String, Long> keys;

    RollCallTopics(Map<String, Long> keys) {
        this.keys = keys;
    }

    /** All topics that the roll calls need. */
    static List<TopicDraft> drafts(List<ParsedRollCall> rollCalls) {
        Map<String, TopicDraft> drafts = new LinkedHashMap<>();
        rollCalls.forEach(rollCall -> drafts(rollCall).forEach(draft -> drafts.putIfAbsent(draft.slug(), draft)));
        return new ArrayList<>(drafts.values());
    }

    List<Long> of(VoteEvent event) {
        ParsedRollCall rollCall = event.incoming();
        TreeSet<Long> topics = new TreeSet<>();
        if (event.recorded() != null) {
            topics.addAll(event.recorded().rollCall().topics());
            topics.removeAll(decidedByFiles(rollCall));
        }
        drafts(rollCall, event.after().session(), event.date()).forEach(draft -> topics.add(keys.get(draft.slug())));
        return List.copyOf(topics);
    }

    /** The topics that the files decide on. Topics that others have added to the event are kept. */
    private List<Long> decidedByFiles(ParsedRollCall rollCall) {
        return keys.entrySet().stream()
                .filter(topic -> isDecidedByFiles(rollCall, topic.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean isDecidedByFiles(ParsedRollCall rollCall, String slug) {
        return switch (rollCall.body()) {
            case GENERAL_ASSEMBLY ->
                SESSION.matcher(slug).matches() || rollCall.issues() != null && slug.startsWith(ASSEMBLY);
            case SECURITY_COUNCIL -> YEAR.matcher(slug).matches();
        };
    }

    private static List<TopicDraft> drafts(ParsedRollCall rollCall) {
        return drafts(rollCall, rollCall.session(), rollCall.date());
    }

    /** The session and the date may be known better from another publication. */
    private static List<TopicDraft> drafts(ParsedRollCall rollCall, Integer session, PartialDate date) {
        return switch (rollCall.body()) {
            case GENERAL_ASSEMBLY -> assembly(rollCall, session);
            case SECURITY_COUNCIL -> council(date.firstDay().getYear());
        };
    }

    private static List<TopicDraft> assembly(ParsedRollCall rollCall, int session) {
        List<TopicDraft> drafts = new ArrayList<>();
        drafts.add(session(session));
        if (rollCall.issues() != null) {
            rollCall.issues()
                    .forEach((issue, name) -> drafts.add(new TopicDraft(
                            ASSEMBLY + issue, "UN General Assembly: " + name, "Roll calls on this issue.")));
        }
        return drafts;
    }

    private static TopicDraft session(int session) {
        return new TopicDraft(
                ASSEMBLY + "session-" + session,
                "UN General Assembly, session %d".formatted(session),
                "Roll calls of session %d, which began in %d, and of the special sessions counted with it."
                        .formatted(session, Sessions.firstYear(session)));
    }

    private static List<TopicDraft> council(int year) {
        return List.of(
                new TopicDraft("un-sc", "UN Security Council", "Votes of the Security Council."),
                new TopicDraft(
                        COUNCIL + year,
                        "UN Security Council, %d".formatted(year),
                        "Votes of the Security Council in %d.".formatted(year)));
    }
}

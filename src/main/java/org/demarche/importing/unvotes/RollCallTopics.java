package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.demarche.event.RollCall;
import org.demarche.topic.TopicDraft;

/** The topics that roll calls belong to: their issues and their session. */
final class RollCallTopics {

    /** The slugs of all these topics begin with it. */
    static final String PREFIX = "un-ga-";

    /** Database keys by slug. */
    private final Map<String, Long> keys;

    RollCallTopics(Map<String, Long> keys) {
        this.keys = keys;
    }

    /** All topics that the roll calls need. */
    static List<TopicDraft> drafts(List<ParsedRollCall> rollCalls) {
        Map<String, TopicDraft> drafts = new LinkedHashMap<>();
        for (ParsedRollCall rollCall : rollCalls) {
            drafts.computeIfAbsent(session(rollCall), slug -> session(slug, rollCall.session()));
            if (rollCall.issues() != null) {
                rollCall.issues()
                        .forEach((issue, name) -> drafts.computeIfAbsent(
                                PREFIX + issue,
                                slug -> new TopicDraft(
                                        slug, "UN General Assembly: " + name, "Roll calls on this issue.")));
            }
        }
        return new ArrayList<>(drafts.values());
    }

    /** @param recorded null for a new roll call */
    List<Long> of(ParsedRollCall rollCall, RollCall recorded) {
        TreeSet<Long> topics = new TreeSet<>();
        if (recorded != null) {
            topics.addAll(recorded.topics());
            topics.removeAll(decidedByFiles(rollCall));
        }
        topics.add(keys.get(session(rollCall)));
        if (rollCall.issues() != null) {
            rollCall.issues().keySet().forEach(issue -> topics.add(keys.get(PREFIX + issue)));
        }
        return List.copyOf(topics);
    }

    /** The topics that the files decide on. Topics that others have added to the event are kept. */
    private List<Long> decidedByFiles(ParsedRollCall rollCall) {
        return keys.entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(PREFIX + "session-") || rollCall.issues() != null)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String session(ParsedRollCall rollCall) {
        return PREFIX + "session-" + rollCall.session();
    }

    private static TopicDraft session(String slug, int session) {
        return new TopicDraft(
                slug,
                "UN General Assembly, session %d".formatted(session),
                "Roll calls of session %d, which began in %d, and of the special sessions counted with it."
                        .formatted(session, Sessions.firstYear(session)));
    }
}

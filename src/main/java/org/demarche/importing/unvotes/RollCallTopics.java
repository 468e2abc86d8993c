package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.demarche.event.RollCall;
import org.demarche.topic.TopicDraft;

/** The topics that roll calls are put under: their issues and their session. */
final class RollCallTopics {

    /** Of the slugs of all of them. */
    static final String PREFIX = "un-ga-";

    /** By slug. */
    private final Map<String, Long> keys;

    RollCallTopics(Map<String, Long> keys) {
        this.keys = keys;
    }

    /** All that the roll calls need. */
    static List<TopicDraft> drafts(List<FileRollCall> rollCalls) {
        Map<String, TopicDraft> drafts = new LinkedHashMap<>();
        for (FileRollCall rollCall : rollCalls) {
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

    /** @param recorded null for a roll call that is new */
    List<Long> of(FileRollCall rollCall, RollCall recorded) {
        TreeSet<Long> topics = new TreeSet<>();
        if (recorded != null) {
            topics.addAll(recorded.topics());
            topics.removeAll(replaced(rollCall));
        }
        topics.add(keys.get(session(rollCall)));
        if (rollCall.issues() != null) {
            rollCall.issues().keySet().forEach(issue -> topics.add(keys.get(PREFIX + issue)));
        }
        return List.copyOf(topics);
    }

    /** What the files would say if it held; topics that others have put the event under stay. */
    private List<Long> replaced(FileRollCall rollCall) {
        return keys.entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(PREFIX + "session-") || rollCall.issues() != null)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String session(FileRollCall rollCall) {
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

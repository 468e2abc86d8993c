package org.demarche.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.UserErrorCode;

/** What an input names of an event's topics, participants and causes. Lists are null if they stay as they are. */
record EventLists(List<String> topics, List<ParticipationInput> participants, List<String> precededBy) {

    private static final int MAX_TOPICS = 50;
    private static final int MAX_PARTICIPANTS = 250;
    private static final int MAX_CAUSES = 50;

    /** Reports lists that are too long or name something twice. */
    void check(InputCheck check) {
        check.isSet("topics", topics, MAX_TOPICS, slug -> slug);
        check.isSet("participants", participants, MAX_PARTICIPANTS, participant -> participant);
        check.isSet("precededBy", precededBy, MAX_CAUSES, slug -> slug);
    }

    List<Long> topicKeys(InputCheck check, Map<String, Long> found) {
        return keys(check, "topics", topics, found, "No topic has this slug; record it first.");
    }

    /** @param own the slug of the event itself */
    List<Long> causeKeys(InputCheck check, Map<String, Long> found, String own) {
        int itself = precededBy == null ? -1 : precededBy.indexOf(own);
        if (itself >= 0) {
            check.add(UserErrorCode.INVALID, "An event cannot lead to itself.", "precededBy", Integer.toString(itself));
        }
        return keys(check, "precededBy", precededBy, found, "No event has this slug; record it first.");
    }

    List<EventDraft.Participant> participantKeys(InputCheck check, CountryDirectory countries) {
        if (participants == null) {
            return null;
        }
        List<EventDraft.Participant> found = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            ParticipationInput participant = participants.get(i);
            Country country = countries.find(participant.country()).orElse(null);
            if (country == null) {
                check.item("participants", i).add(UserErrorCode.NOT_FOUND, "No country has this code.", "country");
            } else {
                found.add(new EventDraft.Participant(country.key(), participant.role()));
            }
        }
        return found;
    }

    private static List<Long> keys(
            InputCheck check, String field, List<String> slugs, Map<String, Long> found, String unknown) {
        if (slugs == null) {
            return null;
        }
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < slugs.size(); i++) {
            Long key = found.get(slugs.get(i));
            if (key == null) {
                check.add(UserErrorCode.NOT_FOUND, unknown, field, Integer.toString(i));
            } else if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys;
    }
}

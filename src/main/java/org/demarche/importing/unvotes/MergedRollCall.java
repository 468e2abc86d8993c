package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Map;

import org.demarche.event.RollCall;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;
import org.demarche.stance.VoteBatch;

/**
 * A roll call as it will be recorded: what the files state, or else what is recorded already.
 *
 * @param source the key of the source that its votes cite
 * @param replaced the keys of the sources to replace in its votes: the new by the old
 */
record MergedRollCall(ParsedRollCall parsed, RollCall event, long source, Map<Long, Long> replaced) {

    /** @param recorded null for a new roll call */
    static MergedRollCall of(ParsedRollCall parsed, RollCall recorded, RollCallTopics topics, Citations citations) {
        List<Long> recordedSources = recorded == null ? List.of() : recorded.sources();
        List<Long> sources = citations.of(parsed, recordedSources);
        RollCall event = new RollCall(
                parsed.slug(),
                title(parsed, recorded),
                parsed.summary() == null && recorded != null ? recorded.summary() : parsed.summary(),
                date(parsed, recorded),
                topics.of(parsed, recorded),
                sources);
        return new MergedRollCall(
                parsed,
                event,
                citations.ofVotes(parsed, sources),
                citations.replaced(parsed, recordedSources, sources));
    }

    /** @param key of the event */
    void addVotes(long key, Voters voters, VoteBatch votes) {
        for (int voter = 0; voter < voters.count(); voter++) {
            Position position = parsed.vote(voter);
            if (position != null) {
                votes.add(key, voters.at(voter).key(), position, event.date(), source);
            }
        }
    }

    private static String title(ParsedRollCall parsed, RollCall recorded) {
        if (parsed.title() != null) {
            return parsed.title();
        }
        return recorded != null
                ? recorded.title()
                : "UN General Assembly, session %d: roll call %s%s"
                        .formatted(
                                parsed.session(), parsed.id(), parsed.symbol() == null ? "" : " on " + parsed.symbol());
    }

    /** A recorded day in the month that the files state is better known, unless it is the day that these files invent. */
    private static PartialDate date(ParsedRollCall parsed, RollCall recorded) {
        if (recorded == null) {
            return parsed.date();
        }
        boolean better =
                parsed.date().includes(recorded.date()) && !recorded.date().equals(parsed.inventedDay());
        return better || !parsed.isDated() ? recorded.date() : parsed.date();
    }
}

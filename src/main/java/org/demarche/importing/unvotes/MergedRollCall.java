package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Map;

import org.demarche.event.RollCall;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;
import org.demarche.stance.VoteBatch;

/**
 * A roll call as it shall be recorded: what files state, and what is recorded already where they state nothing.
 *
 * @param source the key of the source that its votes cite
 * @param replaced the keys of the sources that its votes no longer cite: the new by the old
 */
record MergedRollCall(FileRollCall file, RollCall event, long source, Map<Long, Long> replaced) {

    /** @param recorded null for one that is new */
    static MergedRollCall of(FileRollCall file, RollCall recorded, RollCallTopics topics, Citations citations) {
        List<Long> sourcesBefore = recorded == null ? List.of() : recorded.sources();
        List<Long> sources = citations.of(file, sourcesBefore);
        RollCall event = new RollCall(
                file.slug(),
                title(file, recorded),
                file.summary() == null && recorded != null ? recorded.summary() : file.summary(),
                date(file, recorded),
                topics.of(file, recorded),
                sources);
        return new MergedRollCall(file, event, citations.ofVotes(sources), citations.replaced(sourcesBefore, sources));
    }

    /** @param key the event's */
    void cast(long key, Voters voters, VoteBatch votes) {
        for (int voter = 0; voter < voters.count(); voter++) {
            Position position = file.vote(voter);
            if (position != null) {
                votes.add(key, voters.at(voter).key(), position, event.date(), source);
            }
        }
    }

    private static String title(FileRollCall file, RollCall recorded) {
        if (file.title() != null) {
            return file.title();
        }
        return recorded != null
                ? recorded.title()
                : "UN General Assembly, session %d: roll call %d%s"
                        .formatted(file.session(), file.id(), file.symbol() == null ? "" : " on " + file.symbol());
    }

    private static PartialDate date(FileRollCall file, RollCall recorded) {
        return file.isDated() || recorded == null ? file.date() : recorded.date();
    }
}

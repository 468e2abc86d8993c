package org.demarche.stance;

import java.util.List;

/**
 * The vote of a country on an event.
 *
 * @param event its key
 * @param country its key
 * @param sources the keys of the sources that it cites
 */
public record RecordedVote(long event, long country, Position position, List<Long> sources) {}

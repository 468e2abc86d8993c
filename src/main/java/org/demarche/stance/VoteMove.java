package org.demarche.stance;

/**
 * A vote that was recorded for another country than the one that held the seat.
 *
 * @param event its key
 * @param from the key of the country that has the vote
 * @param to the key of the country that gets it
 */
public record VoteMove(long event, long from, long to) {}

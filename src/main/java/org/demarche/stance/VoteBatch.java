package org.demarche.stance;

import java.util.ArrayList;
import java.util.List;

import org.demarche.model.PartialDate;

/** Votes of countries on events, one for each country and event. Stored by column, as the statements take them. */
public final class VoteBatch {

    final List<Long> events = new ArrayList<>();
    final List<Long> countries = new ArrayList<>();
    final List<String> positions = new ArrayList<>();
    final List<String> dates = new ArrayList<>();
    final List<Long> sources = new ArrayList<>();
    final List<Long> cited = new ArrayList<>();

    /**
     * Event, country and sources are given by their keys.
     *
     * @param cited the source that the recorded vote cites; null for a vote that is not recorded
     */
    public void add(long event, long country, Position position, PartialDate date, long source, Long cited) {
        events.add(event);
        countries.add(country);
        positions.add(position.name());
        dates.add(date.toString());
        sources.add(source);
        this.cited.add(cited);
    }

    public int size() {
        return events.size();
    }
}

package org.demarche.stance;

import java.util.ArrayList;
import java.util.List;

import org.demarche.model.PartialDate;

/** How countries voted on some events, one vote for each country and event: columns rather than rows, for they are many. */
public final class VoteBatch {

    final List<Long> events = new ArrayList<>();
    final List<Long> countries = new ArrayList<>();
    final List<String> positions = new ArrayList<>();
    final List<String> dates = new ArrayList<>();
    final List<Long> sources = new ArrayList<>();

    /** Events, country and source by their keys. */
    public void add(long event, long country, Position position, PartialDate date, long source) {
        events.add(event);
        countries.add(country);
        positions.add(position.name());
        dates.add(date.toString());
        sources.add(source);
    }

    public int size() {
        return events.size();
    }
}

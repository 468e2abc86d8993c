package org.demarche.stance;

import java.util.ArrayList;
import java.util.List;

import org.demarche.model.PartialDate;

/** Votes of countries on events, one for each country and event. Stored by column, as the statement takes them. */
public final class VoteBatch {

    final List<Long> events = new ArrayList<>();
    final List<Long> countries = new ArrayList<>();
    final List<String> positions = new ArrayList<>();
    final List<String> dates = new ArrayList<>();
    final List<Long> sources = new ArrayList<>();

    /** Event, country and source are given by their keys. */
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

package org.demarche.stance;

import java.util.List;

import io.vertx.sqlclient.Row;

/**
 * A stance with what a table shows of its event and country.
 *
 * @param sources the addresses of its sources, the weightiest first
 * @param publishers of its sources
 */
public record ExportedStance(
        String event,
        String symbol,
        String eventTitle,
        String eventKind,
        String eventDate,
        String country,
        String countryName,
        String position,
        String act,
        String since,
        String until,
        String summary,
        String quote,
        String speaker,
        String confidence,
        List<String> sources,
        List<String> publishers) {

    static ExportedStance read(Row row) {
        return new ExportedStance(
                row.getString("event"),
                row.getString("symbol"),
                row.getString("event_title"),
                row.getString("event_kind"),
                row.getString("event_date"),
                row.getString("country"),
                row.getString("country_name"),
                row.getString("position"),
                row.getString("act"),
                row.getString("since"),
                row.getString("until"),
                row.getString("summary"),
                row.getString("quote"),
                row.getString("speaker"),
                row.getString("confidence"),
                List.of(row.getArrayOfStrings("sources")),
                List.of(row.getArrayOfStrings("publishers")));
    }
}

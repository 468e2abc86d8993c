package org.demarche.event;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.vertx.sqlclient.Row;

/**
 * An event with what a table shows of it.
 *
 * @param topics their slugs
 * @param participants their codes and roles, such as RU INITIATOR
 * @param tally how many countries hold each position, by their latest stances; by the names of the positions, in their order
 * @param sources the addresses of its sources, the weightiest first
 */
public record ExportedEvent(
        String slug,
        String symbol,
        String title,
        String kind,
        String status,
        String date,
        String endDate,
        String summary,
        List<String> topics,
        List<String> participants,
        Map<String, Integer> tally,
        Integer margin,
        List<String> sources) {

    static ExportedEvent read(Row row) {
        Map<String, Integer> tally = new TreeMap<>();
        String[] positions = row.getArrayOfStrings("positions");
        Integer[] counts = row.getArrayOfIntegers("counts");
        for (int i = 0; i < positions.length; i++) {
            tally.put(positions[i], counts[i]);
        }
        return new ExportedEvent(
                row.getString("slug"),
                row.getString("symbol"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("status"),
                row.getString("date"),
                row.getString("end_date"),
                row.getString("summary"),
                List.of(row.getArrayOfStrings("topics")),
                List.of(row.getArrayOfStrings("participants")),
                tally,
                row.getInteger("margin"),
                List.of(row.getArrayOfStrings("sources")));
    }

    /** How many countries hold the position. */
    public int count(String position) {
        return tally.getOrDefault(position, 0);
    }
}

package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.demarche.importing.unvotes.builtin.CompactColumn;
import org.demarche.importing.unvotes.builtin.CompactReader;
import org.demarche.importing.unvotes.builtin.CompactVotes;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.stance.Position;

/** Writes roll calls of one publication and body in the form that {@link CompactReader} reads. */
final class CompactWriter {

    private final Voters voters;
    private final List<String> comments;
    private final List<CompactColumn> columns;

    /** @param columns what to write of each roll call, besides its votes */
    CompactWriter(Voters voters, List<String> comments, CompactColumn... columns) {
        this.voters = voters;
        this.comments = comments;
        this.columns = List.of(columns);
    }

    /** @param rollCalls at least one */
    String write(List<ParsedRollCall> rollCalls) {
        ParsedRollCall first = rollCalls.get(0);
        List<String> lines = new ArrayList<>();
        comments.forEach(comment -> lines.add(CompactReader.COMMENT + " " + comment));
        lines.add(CompactReader.PUBLICATION + " " + first.publication());
        lines.add(CompactReader.BODY + " " + first.body());
        lines.add(CompactReader.COLUMNS + " "
                + columns.stream().map(CompactColumn::heading).collect(Collectors.joining(" ")) + " "
                + CompactReader.VOTES);
        groups(rollCalls).values().forEach(group -> writeGroup(group, lines));
        return String.join("\n", lines) + "\n";
    }

    /** By session, or by year in a body without sessions: the members are the same ones then. */
    private static TreeMap<Integer, List<ParsedRollCall>> groups(List<ParsedRollCall> rollCalls) {
        Function<ParsedRollCall, Integer> group = rollCall -> rollCall.session() != null
                ? rollCall.session()
                : Integer.valueOf(rollCall.date().firstDay().getYear());
        return rollCalls.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    }

    private void writeGroup(List<ParsedRollCall> rollCalls, List<String> lines) {
        Integer session = rollCalls.get(0).session();
        if (session != null) {
            lines.add(CompactReader.SESSION + " " + session);
        }
        int[] members = members(rollCalls);
        lines.add(CompactReader.MEMBERS
                + IntStream.of(members)
                        .mapToObj(member -> " " + voters.at(member).getCode())
                        .collect(Collectors.joining()));
        rollCalls.forEach(rollCall -> lines.add(line(rollCall, members)));
    }

    /** Those of which anything is known, by their codes. */
    private int[] members(List<ParsedRollCall> rollCalls) {
        Map<String, Integer> byCode = new TreeMap<>();
        for (int voter = 0; voter < voters.count(); voter++) {
            int index = voter;
            if (rollCalls.stream().map(rollCall -> rollCall.vote(index)).anyMatch(Objects::nonNull)) {
                byCode.put(voters.at(voter).getCode(), voter);
            }
        }
        return byCode.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private String line(ParsedRollCall rollCall, int... members) {
        return Stream.concat(
                        columns.stream().map(column -> checked(column.get(rollCall))),
                        Stream.of(CompactVotes.write(rollCall, members)))
                .collect(Collectors.joining(CompactReader.SEPARATOR));
    }

    private static String checked(String value) {
        if (value.matches("(?s).*[\\t\\n\\r].*") || value.startsWith("@") || value.startsWith("#")) {
            throw new IllegalArgumentException("'%s' cannot be written".formatted(value));
        }
        return value;
    }

    /** For comparisons: everything that the compact form has of a roll call. */
    String describe(ParsedRollCall rollCall) {
        StringBuilder text = new StringBuilder()
                .append(rollCall.publication())
                .append(' ')
                .append(rollCall.body())
                .append(' ')
                .append(rollCall.session());
        for (CompactColumn column : CompactColumn.values()) {
            text.append('\n').append(column.heading()).append(": ").append(column.get(rollCall));
        }
        for (int voter = 0; voter < voters.count(); voter++) {
            Position vote = rollCall.vote(voter);
            if (vote != null) {
                text.append('\n').append(voters.at(voter).getCode()).append(' ').append(vote);
            }
        }
        return text.toString();
    }
}

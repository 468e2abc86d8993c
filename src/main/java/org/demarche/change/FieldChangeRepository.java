package org.demarche.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** Compares the versions before and after changes. */
@Singleton
class FieldChangeRepository {

    private static final String POSITION = "(select position from change_commit where change_set = l.%s)";

    private static final String HELD_AFTER =
            POSITION.formatted("changed_in") + " <= w.position and (l.superseded_in is null or "
                    + POSITION.formatted("superseded_in") + " > w.position)";

    private static final String HELD_BEFORE =
            POSITION.formatted("changed_in") + " < w.position and (l.superseded_in is null or "
                    + POSITION.formatted("superseded_in") + " >= w.position)";

    private static final String SELECT = """
            select w.position, w.key,
                coalesce((select %3$s from %1$s v where v.id = w.key and v.changed_in = w.change_set),
                    (select %3$s from %1$s_past v where v.id = w.key and v.changed_in = w.change_set)) as after,
                (select %2$s from %1$s_past v where v.id = w.key and v.superseded_in = w.change_set) as before
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as w(position, change_set, key)""";

    private final ReadSession read;

    FieldChangeRepository(ReadSession read) {
        this.read = read;
    }

    /**
     * The fields that differ, by the place of the change. One statement for each type.
     *
     * @param changes with repetitions, because several lists of a request may show the same change
     */
    Uni<Map<Place, List<FieldChange>>> of(Collection<Change> changes) {
        Map<Place, Change> distinct = new LinkedHashMap<>();
        changes.forEach(change -> distinct.put(change.place(), change));
        List<Uni<Map<Place, List<FieldChange>>>> reads =
                distinct.values().stream().collect(Collectors.groupingBy(Change::type)).entrySet().stream()
                        .map(entry -> ofType(entry.getKey(), entry.getValue()))
                        .toList();
        return Uni.join().all(reads).andFailFast().map(found -> {
            Map<Place, List<FieldChange>> all = new HashMap<>();
            found.forEach(all::putAll);
            return all;
        });
    }

    private Uni<Map<Place, List<FieldChange>>> ofType(ChangedType type, List<Change> changes) {
        RecordedFields fields = RecordedFields.of(type);
        Sql sql = Sql.of(
                SELECT.formatted(type.table(), fields.values(HELD_BEFORE), fields.values(HELD_AFTER)),
                changes.stream().map(change -> change.place().position()).toArray(Long[]::new),
                changes.stream().map(Change::changeSet).toArray(Long[]::new),
                changes.stream().map(Change::key).toArray(Long[]::new));
        return read.list(
                        sql,
                        row -> Map.entry(
                                new Place(row.getLong("position"), type.number(), row.getLong("key")),
                                differences(fields.names(), row)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<FieldChange> differences(List<String> names, Row row) {
        String[] before = values(row, "before", names.size());
        String[] after = values(row, "after", names.size());
        List<FieldChange> differences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!Objects.equals(before[i], after[i])) {
                differences.add(new FieldChange(names.get(i), before[i], after[i]));
            }
        }
        return differences;
    }

    /** All null if there was no such version. */
    private static String[] values(Row row, String column, int count) {
        String[] values = row.getArrayOfStrings(column);
        return values == null ? new String[count] : values;
    }
}

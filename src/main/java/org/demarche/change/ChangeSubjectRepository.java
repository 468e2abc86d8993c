package org.demarche.change;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** Reads what changes are about, from the present and the past rows. */
@Singleton
class ChangeSubjectRepository {

    /** Whether the version or link l held after the change or before it. */
    private static final String HELD = """
            (select position from change_commit where change_set = l.changed_in) <= %1$s.position
                and (l.superseded_in is null
                    or (select position from change_commit where change_set = l.superseded_in) >= %1$s.position)""";

    private static final String LINKS = """
            array(
                select distinct %1$s from (
                    select %2$s, changed_in, null::bigint as superseded_in from %3$s where event_id = e.event_id
                    union all
                    select %2$s, changed_in, superseded_in from %3$s_past where event_id = e.event_id) l
                where\s""" + HELD.formatted("e") + ")";

    /** Once for each event: an import changes many stances on one. */
    private static final String SELECT = """
            with c as materialized (
                select w.*, case w.type
                    when 4 then w.key
                    when 5 then coalesce((select s.event_id from stance s where s.id = w.key),
                        (select s.event_id from stance_past s where s.id = w.key order by s.changed_in desc limit 1))
                    end as event_id
                from unnest(?::bigint[], ?::int[], ?::bigint[]) with ordinality as w(position, type, key, place)),
            e as materialized (
                select e.event_id, e.position,
                    array(select slug from event where id = e.event_id union select slug from event_past where id = e.event_id)
                        as slugs,
                    %s as topics, %s as countries
                from (select distinct event_id, position from c where event_id is not null) e)
            select e.slugs as events,
                case c.type when 3 then array[name_of_changed(3, c.key)] else e.topics end as topics,
                case c.type
                    when 1 then array[name_of_changed(1, c.key)]
                    when 5 then array(select distinct name_of_changed(1, l.country_id) from (
                        select country_id, changed_in, null::bigint as superseded_in from stance where id = c.key
                        union all
                        select country_id, changed_in, superseded_in from stance_past where id = c.key) l
                        where %s)
                    else e.countries end as countries
            from c left join e on e.event_id = c.event_id and e.position = c.position
            order by c.place""".formatted(
                    LINKS.formatted("name_of_changed(3, topic_id)", "topic_id", "event_topic"),
                    LINKS.formatted("name_of_changed(1, country_id)", "country_id", "participation"),
                    HELD.formatted("c"));

    private final ReadSession primary;

    ChangeSubjectRepository(ReadSession read) {
        this.primary = read.onPrimary();
    }

    /** In the order of the changes. */
    Uni<List<ChangeSubjects>> of(List<Change> changes) {
        return primary.list(
                Sql.of(
                        SELECT,
                        changes.stream()
                                .map(change -> change.place().position())
                                .toArray(Long[]::new),
                        changes.stream().map(change -> change.place().type()).toArray(Integer[]::new),
                        changes.stream().map(Change::key).toArray(Long[]::new)),
                ChangeSubjects::read);
    }
}

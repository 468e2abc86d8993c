package org.demarche.alignment;

import org.demarche.support.BulkRecord;

/**
 * Fiji, Tonga and Samoa, of which the record holds no stance, on four events. Their positions with their weights:
 *
 * <pre>
 *              hand-1      hand-2      hand-3      hand-4
 *              VOTE        SANCTION    VOTE        VOTE
 *              1990-01-01  1991-05     1992        1993-06-01
 *              hand        hand money  hand        hand money
 * Fiji    FJ    1           0.5         1          -1, then 1 until 1995
 * Tonga   TO   -1           0           1           1
 * Samoa   WS   absent      -0.5         1          -1
 *
 * Fiji  - Tonga: 1 - 2 / 2 = 0,  1 - 0.5 / 2 = 0.75,  1,  1     of 4 events 2.75, 2 the same, 1 opposite
 * Fiji  - Samoa:                 1 - 1 / 2 = 0.5,     1,  0     of 3 events 1.5,  1 the same, 1 opposite
 * Tonga - Samoa:                 1 - 0.5 / 2 = 0.75,  1,  0     of 3 events 1.75, 1 the same, 1 opposite
 * </pre>
 */
final class ThreeCountries {

    private ThreeCountries() {}

    static void load() {
        remove();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('hand', 'Hand', 'hand'), ('money', 'Money', 'money');
                insert into event (slug, title, title_key, kind, status, date) values
                    ('hand-1', 'One', 'one', 'VOTE', 'OCCURRED', '1990-01-01'),
                    ('hand-2', 'Two', 'two', 'SANCTION', 'OCCURRED', '1991-05'),
                    ('hand-3', 'Three', 'three', 'VOTE', 'OCCURRED', '1992'),
                    ('hand-4', 'Four', 'four', 'VOTE', 'OCCURRED', '1993-06-01');
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                    where e.slug like 'hand-%' and (t.slug = 'hand' or t.slug = 'money' and e.slug in ('hand-2', 'hand-4'));
                insert into bloc (code, name, kind) values ('HAND', 'Hand', 'INFORMAL');
                insert into membership (bloc_id, country_id, from_date, until_date)
                    select b.id, c.id, m.from_date, m.until_date
                    from (values ('FJ', '1970', null), ('TO', '1980', '1990'), ('TO', '1999', null), ('WS', null, null),
                        ('NR', '1970', '1999')) m (code, from_date, until_date)
                    join country c on c.code = m.code join bloc b on b.code = 'HAND';
                """);
        stand("FJ", "hand-1", "SUPPORTS", "1990", null);
        stand("TO", "hand-1", "OPPOSES", "1990", null);
        stand("WS", "hand-1", "ABSENT", "1990", null);
        stand("FJ", "hand-2", "PARTLY_SUPPORTS", "1991", null);
        stand("TO", "hand-2", "NEUTRAL", "1991", null);
        stand("WS", "hand-2", "PARTLY_OPPOSES", "1991", null);
        stand("FJ", "hand-3", "SUPPORTS", "1992", null);
        stand("TO", "hand-3", "SUPPORTS", "1992", null);
        stand("WS", "hand-3", "SUPPORTS", "1992", null);
        // The latest stance counts, also if it was recorded first or has ended.
        stand("FJ", "hand-4", "SUPPORTS", "1994", "1995");
        stand("FJ", "hand-4", "OPPOSES", "1993", "1994");
        stand("TO", "hand-4", "SUPPORTS", "1993", null);
        stand("WS", "hand-4", "OPPOSES", "1993", null);
    }

    static void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'hand-%'; delete from topic where slug in ('hand', 'money', 'cash');"
                        + " delete from bloc where code = 'HAND'");
    }

    static void stand(String country, String event, String position, String since, String until) {
        BulkRecord.execute(insert(country, event, position, since, until));
    }

    static String insert(String country, String event, String position, String since, String until) {
        return """
                insert into stance (event_id, country_id, position, act, since, until, confidence)
                select e.id, c.id, '%s', 'VOTE', '%s', %s, 'CONFIRMED' from event e, country c
                where e.slug = '%s' and c.code = '%s';
                """.formatted(position, since, until == null ? "null" : "'" + until + "'", event, country);
    }
}

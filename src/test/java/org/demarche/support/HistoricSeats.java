package org.demarche.support;

/**
 * Votes of countries that continued the seats of others, and of others beside them:
 *
 * <pre>
 *          seats-1970  seats-1985  seats-1991                  seats-2000  seats-2004  seats-2010
 * SUHH     SUPPORTS    SUPPORTS    OPPOSES (1991-01)
 * RU                               SUPPORTS (1991-12-30)       SUPPORTS    ABSENT      OPPOSES
 * XFRG     OPPOSES     OPPOSES
 * DDDE     SUPPORTS    SUPPORTS
 * DE                               NEUTRAL                     NEUTRAL     SUPPORTS    SUPPORTS
 * YUCS     SUPPORTS    NEUTRAL     NEUTRAL                     OPPOSES
 * CSXX                                                                     OPPOSES
 * RS                                                                                   OPPOSES
 * TW       OPPOSES
 * CN                   NEUTRAL     SUPPORTS                    SUPPORTS    SUPPORTS    OPPOSES
 * </pre>
 */
public final class HistoricSeats {

    public static final String TOPIC = "seats";

    private HistoricSeats() {}

    public static void load() {
        remove();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('seats', 'Seats', 'seats');
                insert into event (slug, title, title_key, kind, status, date)
                select 'seats-' || year, 'Seats', 'seats', 'VOTE', 'OCCURRED', year
                from unnest(array['1970', '1985', '1991', '2000', '2004', '2010']) year;
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug like 'seats-%' and t.slug = 'seats';
                insert into bloc (code, name, kind) values ('SEATS', 'Seats', 'INFORMAL');
                insert into membership (bloc_id, country_id) select b.id, c.id from bloc b, country c
                where b.code = 'SEATS' and c.code in ('RU', 'DE');
                """);
        stand("1970", "1970", "SUHH+ XFRG- DDDE+ YUCS+ TW-");
        stand("1985", "1985", "SUHH+ XFRG- DDDE+ YUCS0 CN0");
        stand("1991", "1991-01", "SUHH- DE0 YUCS0 CN+");
        stand("1991", "1991-12-30", "RU+");
        stand("2000", "2000", "RU+ DE0 YUCS- CN+");
        stand("2004", "2004", "RU? DE+ CSXX- CN+");
        stand("2010", "2010", "RU- DE+ RS- CN-");
    }

    public static void remove() {
        BulkRecord.execute("delete from event where slug like 'seats-%'; delete from topic where slug = 'seats';"
                + " delete from bloc where code = 'SEATS'");
    }

    /** @param votes codes, each with a sign for the position */
    private static void stand(String event, String since, String votes) {
        for (String vote : votes.split(" ")) {
            String position =
                    switch (vote.charAt(vote.length() - 1)) {
                        case '+' -> "SUPPORTS";
                        case '-' -> "OPPOSES";
                        case '0' -> "NEUTRAL";
                        default -> "ABSENT";
                    };
            BulkRecord.execute("""
                    insert into stance (event_id, country_id, position, act, since, confidence)
                    select e.id, c.id, '%s', 'VOTE', '%s', 'CONFIRMED' from event e, country c
                    where e.slug = 'seats-%s' and c.code = '%s'
                    """.formatted(position, since, event, vote.substring(0, vote.length() - 1)));
        }
    }
}

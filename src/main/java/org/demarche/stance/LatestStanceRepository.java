package org.demarche.stance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;
import org.demarche.graphql.loader.DocumentFields;
import org.demarche.graphql.loader.EntityColumns;

/** The latest stances of countries on events, whether or not they have ended. */
@Singleton
public class LatestStanceRepository {

    private final ReadSession session;
    private final CountryDirectory countries;

    LatestStanceRepository(ReadSession session, CountryDirectory countries) {
        // Asked for with what is kept in memory, which contains everything that has been committed.
        this.session = session.onPrimary();
        this.countries = countries;
    }

    /**
     * A country without a stance on the event has no entry.
     *
     * @param fields those of the request: only the columns that they need are read
     */
    public Uni<Map<CountryOnEvent, Stance>> latest(DocumentFields fields, Collection<CountryOnEvent> keys) {
        EntityColumns.Selected columns = Stance.COLUMNS.neededBy(fields);
        Sql sql = Sql.of(
                "select " + columns.sql() + " from unnest(?::bigint[], ?::bigint[]) as k(country_id, event_id)"
                        + " cross join lateral (select * from stance s where s.event_id = k.event_id"
                        + " and s.country_id = k.country_id order by s.since_day desc limit 1) s",
                keys.stream().map(CountryOnEvent::country).toArray(Long[]::new),
                keys.stream().map(CountryOnEvent::event).toArray(Long[]::new));
        return countries
                .with(() -> session.list(sql, row -> Stance.read(row, columns, countries::get)))
                .map(stances -> {
                    Map<CountryOnEvent, Stance> found = new HashMap<>();
                    stances.forEach(
                            stance -> found.put(new CountryOnEvent(stance.countryKey, stance.eventKey), stance));
                    return found;
                });
    }
}

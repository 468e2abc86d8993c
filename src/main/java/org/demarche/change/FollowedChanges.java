package org.demarche.change;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.error.ClientErrorException;
import org.demarche.model.CountryCode;
import org.demarche.model.Slug;

/** Changes by what clients call topics, countries and events. */
@Singleton
public class FollowedChanges {

    private final ChangeStream stream;
    private final CountryDirectory countries;

    FollowedChanges(ChangeStream stream, CountryDirectory countries) {
        this.stream = stream;
        this.countries = countries;
    }

    /**
     * All arguments may be null. A topic or an event may be recorded later, so an unknown one is no error; a country may not.
     *
     * @param after a cursor; from now on without it
     * @throws ClientErrorException if an argument is malformed
     */
    public Multi<Change> follow(String topic, String country, String event, String after) {
        check("topic", topic);
        check("event", event);
        if (country == null) {
            return follow(new ChangeFilter(topic, null, event), after);
        }
        CountryCode.checked("country", List.of(country));
        return countries
                .with(() -> Uni.createFrom().item(code(country)))
                .toMulti()
                .onItem()
                .transformToMultiAndConcatenate(code -> follow(new ChangeFilter(topic, code, event), after));
    }

    private Multi<Change> follow(ChangeFilter filter, String after) {
        return after == null || after.isEmpty() ? stream.changes(filter) : stream.changesAfter(after, filter);
    }

    private String code(String country) {
        return countries
                .find(country)
                .map(Country::getCode)
                .orElseThrow(() -> ClientErrorException.notFound("country", "there is no '%s'".formatted(country)));
    }

    private static void check(String argument, String slug) {
        if (slug != null) {
            Slug.checked(argument, List.of(slug));
        }
    }
}

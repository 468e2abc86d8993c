package org.demarche.search;

import java.util.Locale;

import org.eclipse.microprofile.graphql.Description;

@Description("What to search.")
public enum SearchType {
    @Description("Countries, by name in many languages or by code.")
    COUNTRY,
    @Description("Events, by title and summary.")
    EVENT,
    @Description("Topics, by title and description.")
    TOPIC,
    @Description("Blocs, by code and name.")
    BLOC;

    /** The name of the GraphQL type. */
    String node() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}

package org.demarche.search;

import java.util.Locale;

import org.eclipse.microprofile.graphql.Description;

@Description("What to search.")
public enum SearchType {
    @Description("Countries, by name in many languages or by code.")
    COUNTRY("country", "names", 2),
    @Description("Events, by title and summary.")
    EVENT("event", "texts", 1),
    @Description("Topics, by title and description.")
    TOPIC("topic", "texts", 1.5),
    @Description("Blocs, by code and name.")
    BLOC("bloc", "names", 2);

    private final String table;
    private final String query;
    private final double weight;

    SearchType(String table, String query, double weight) {
        this.table = table;
        this.query = query;
        this.weight = weight;
    }

    String table() {
        return table;
    }

    /** The query to match: words as names, or as English text. */
    String query() {
        return query;
    }

    /** Names are short and specific, so a match in a name counts more than one in a text. */
    double weight() {
        return weight;
    }

    /** The name of the GraphQL type. */
    String node() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}

package org.demarche.change;

import java.util.Locale;

/** What the feed tells changes of, in the order in which it tells them within a change set. Numbered as in the migration. */
public enum ChangedType {
    COUNTRY("Country"),
    BLOC("Bloc"),
    TOPIC("Topic"),
    EVENT("Event"),
    STANCE("Stance");

    private final String node;

    ChangedType(String node) {
        this.node = node;
    }

    /** The name of the type in the schema. */
    public String node() {
        return node;
    }

    /** The table of its rows. That of past ones has the same name with _past. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    int number() {
        return ordinal() + 1;
    }

    static ChangedType of(int number) {
        return values()[number - 1];
    }
}

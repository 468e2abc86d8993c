package org.demarche.stance;

/** The types that have a list of their stances. */
enum StanceParent {
    COUNTRY("s.country_id"),
    EVENT("s.event_id");

    private final String column;

    StanceParent(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}

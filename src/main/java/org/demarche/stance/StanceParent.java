package org.demarche.stance;

/** What a stance hangs on: either has a list of its stances. */
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

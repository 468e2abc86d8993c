package org.demarche.change;

/**
 * Which changes are watched: all given conditions must hold. An event counts with its stances; a country with its stances and
 * the events in which it takes part; a topic with its events and their stances.
 *
 * @param topic a slug; null for any
 * @param country a code as {@code Country.code} shows it; null for any
 * @param event a slug that the event has or had; null for any
 */
public record ChangeFilter(String topic, String country, String event) {

    public static final ChangeFilter NONE = new ChangeFilter(null, null, null);

    boolean needsSubjects() {
        return !equals(NONE);
    }

    /** @param subjects may be null if they are not needed */
    boolean matches(ChangeSubjects subjects) {
        return !needsSubjects()
                || (topic == null || subjects.topics().contains(topic))
                        && (country == null || subjects.countries().contains(country))
                        && (event == null || subjects.events().contains(event));
    }
}

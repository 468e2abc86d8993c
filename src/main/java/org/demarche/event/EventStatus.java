package org.demarche.event;

import org.eclipse.microprofile.graphql.Description;

@Description("Whether an event has come about.")
public enum EventStatus {
    @Description("Planned or asked for.")
    PROPOSED,
    @Description("Still going on.")
    ONGOING,
    @Description("Has happened.")
    OCCURRED
}

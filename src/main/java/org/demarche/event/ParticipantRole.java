package org.demarche.event;

import org.eclipse.microprofile.graphql.Description;

@Description("The part that a country has in an event.")
public enum ParticipantRole {
    @Description("Brings the event about.")
    INITIATOR,
    @Description("The event is directed at it.")
    TARGET,
    @Description("The event takes place under its roof.")
    HOST,
    @Description("Takes part.")
    PARTICIPANT,
    @Description("The event happens on its territory.")
    LOCATION
}

package org.demarche.stance;

import org.eclipse.microprofile.graphql.Description;

@Description("Where a country stands on an event. Listed from support to opposition.")
public enum Position {
    @Description("Is for it.")
    SUPPORTS,
    @Description("Is for it in part, or acts so without saying so.")
    PARTLY_SUPPORTS,
    @Description("Takes neither side, as by abstaining.")
    NEUTRAL,
    @Description("Is against it in part.")
    PARTLY_OPPOSES,
    @Description("Is against it.")
    OPPOSES,
    @Description("Was called on and did not answer: no position.")
    ABSENT
}

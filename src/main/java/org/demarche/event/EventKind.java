package org.demarche.event;

import org.eclipse.microprofile.graphql.Description;

@Description("What an event is.")
public enum EventKind {
    @Description("A state or government is recognised.")
    RECOGNITION,
    @Description("A government falls or takes over.")
    CHANGE_OF_GOVERNMENT,
    @Description("Armed forces fight or intervene.")
    ARMED_CONFLICT,
    @Description("A single armed or terrorist attack.")
    ATTACK,
    @Description("Forces leave.")
    WITHDRAWAL,
    @Description("Trade, money or travel is restricted.")
    SANCTION,
    @Description("A court or body of law decides.")
    LEGAL_RULING,
    @Description("A body votes.")
    VOTE,
    @Description("An agreement is made.")
    TREATY,
    @Description("Representatives meet.")
    MEETING,
    @Description("A position is declared.")
    STATEMENT,
    @Description("Ambassadors or missions are accepted.")
    ACCREDITATION,
    @Description("Countries work or trade together.")
    COOPERATION
}

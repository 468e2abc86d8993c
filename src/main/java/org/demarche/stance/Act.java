package org.demarche.stance;

import org.eclipse.microprofile.graphql.Description;

@Description("How a position was expressed.")
public enum Act {
    @Description("By recognising a state or government.")
    RECOGNITION,
    @Description("By accepting or sending ambassadors.")
    ACCREDITATION,
    @Description("By keeping relations.")
    DIPLOMATIC_RELATIONS,
    @Description("By saying so.")
    STATEMENT,
    @Description("By a vote.")
    VOTE,
    @Description("By sanctions.")
    SANCTION,
    @Description("By a treaty.")
    TREATY,
    @Description("By a law or ruling.")
    LEGAL_ACT,
    @Description("By meeting, or receiving a delegation.")
    MEETING,
    @Description("By aid, money or arms.")
    AID,
    @Description("By trade or investment.")
    TRADE,
    @Description("By force of arms.")
    MILITARY_ACTION
}

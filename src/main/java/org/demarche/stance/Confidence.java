package org.demarche.stance;

import org.eclipse.microprofile.graphql.Description;

@Description("How sure a stance is.")
public enum Confidence {
    @Description("A dated official act.")
    CONFIRMED,
    @Description("Reported by others.")
    REPORTED,
    @Description("Reports contradict each other.")
    DISPUTED
}

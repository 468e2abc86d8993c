package org.demarche.change;

import org.eclipse.microprofile.graphql.Description;

@Description("What was done.")
public enum ChangeKind {
    @Description("It was recorded for the first time.")
    RECORDED,
    @Description("It was revised: another state replaced the one before. Also when only what it is linked to changed, "
            + "such as its sources.")
    REVISED,
    @Description("It was withdrawn: it is in no list any more. Its history stays.")
    WITHDRAWN
}

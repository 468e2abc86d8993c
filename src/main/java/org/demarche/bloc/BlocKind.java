package org.demarche.bloc;

import org.eclipse.microprofile.graphql.Description;

@Description("How firmly the countries of a bloc are bound.")
public enum BlocKind {
    @Description("An organisation with a founding document and organs.")
    ORGANISATION,
    @Description("A treaty of mutual defence.")
    ALLIANCE,
    @Description("A group that others see, without a founding document.")
    INFORMAL
}

package org.demarche.alignment;

import org.demarche.graphql.page.Edge;
import org.demarche.graphql.page.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("AlignmentEdge")
@Description("An alignment in a list.")
public class AlignmentEdge extends Edge<Alignment> {

    AlignmentEdge(Keyset<Alignment> keyset, Alignment node) {
        super(keyset, node);
    }
}

package org.demarche.alignment;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("AlignmentEdge")
@Description("An alignment in a list.")
public class AlignmentEdge extends Edge<Alignment> {

    AlignmentEdge(Keyset<Alignment> keyset, Alignment node) {
        super(keyset, node);
    }
}

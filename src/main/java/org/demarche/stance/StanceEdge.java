package org.demarche.stance;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("StanceEdge")
@Description("A stance in a list.")
public class StanceEdge extends Edge<Stance> {

    StanceEdge(Keyset<Stance> keyset, Stance node) {
        super(keyset, node);
    }
}

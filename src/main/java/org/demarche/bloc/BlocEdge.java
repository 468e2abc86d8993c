package org.demarche.bloc;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("BlocEdge")
@Description("A bloc in a list.")
public class BlocEdge extends Edge<Bloc> {

    BlocEdge(Keyset<Bloc> keyset, Bloc node) {
        super(keyset, node);
    }
}

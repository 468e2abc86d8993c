package org.demarche.bloc;

import org.demarche.graphql.page.Edge;
import org.demarche.graphql.page.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("BlocEdge")
@Description("A bloc in a list.")
public class BlocEdge extends Edge<Bloc> {

    BlocEdge(Keyset<Bloc> keyset, Bloc node) {
        super(keyset, node);
    }
}

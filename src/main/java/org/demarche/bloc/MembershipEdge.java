package org.demarche.bloc;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("MembershipEdge")
@Description("A membership in a list.")
public class MembershipEdge extends Edge<Membership> {

    MembershipEdge(Keyset<Membership> keyset, Membership node) {
        super(keyset, node);
    }
}

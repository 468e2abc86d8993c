package org.demarche.bloc;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("MembershipConnection")
@Description("A page of memberships.")
public class MembershipConnection extends Connection<Membership, MembershipEdge> {

    MembershipConnection(Page<Membership> page, Supplier<CompletionStage<Integer>> count) {
        super(page, MembershipEdge::new, count);
    }
}

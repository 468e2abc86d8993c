package org.demarche.stance;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("StanceConnection")
@Description("A page of stances.")
public class StanceConnection extends Connection<Stance, StanceEdge> {

    StanceConnection(Page<Stance> page, Supplier<CompletionStage<Integer>> count) {
        super(page, StanceEdge::new, count);
    }
}

package org.demarche.alignment;

import java.util.concurrent.CompletableFuture;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("AlignmentConnection")
@Description("A page of alignments.")
public class AlignmentConnection extends Connection<Alignment, AlignmentEdge> {

    AlignmentConnection(Page<Alignment> page, int totalCount) {
        super(page, AlignmentEdge::new, () -> CompletableFuture.completedFuture(totalCount));
    }
}

package org.demarche.bloc;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("BlocConnection")
@Description("A page of blocs.")
public class BlocConnection extends Connection<Bloc, BlocEdge> {

    BlocConnection(Page<Bloc> page, Supplier<CompletionStage<Integer>> count) {
        super(page, BlocEdge::new, count);
    }
}

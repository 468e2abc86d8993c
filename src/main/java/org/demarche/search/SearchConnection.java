package org.demarche.search;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("SearchConnection")
@Description("A page of what was found.")
public class SearchConnection extends Connection<SearchResult, SearchEdge> {

    SearchConnection(Page<SearchResult> page, Supplier<CompletionStage<Integer>> count) {
        super(page, SearchEdge::new, count);
    }
}

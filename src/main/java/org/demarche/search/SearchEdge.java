package org.demarche.search;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("SearchEdge")
@Description("Something found.")
public class SearchEdge extends Edge<SearchResult> {

    SearchEdge(Keyset<SearchResult> keyset, SearchResult node) {
        super(keyset, node);
    }
}

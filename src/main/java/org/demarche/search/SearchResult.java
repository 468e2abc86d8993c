package org.demarche.search;

import io.smallrye.graphql.api.Union;
import org.demarche.graphql.relay.ListedAs;
import org.eclipse.microprofile.graphql.Description;

@Union("SearchResult")
@Description("What a search can find.")
@ListedAs(name = "Search", page = "A page of what was found.", item = "Something found.")
public interface SearchResult {}

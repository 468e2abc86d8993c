package org.demarche.search;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;

@Union("SearchResult")
@Description("What a search can find.")
public interface SearchResult {}

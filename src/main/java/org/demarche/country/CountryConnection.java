package org.demarche.country;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("CountryConnection")
@Description("A page of countries.")
public class CountryConnection extends Connection<Country, CountryEdge> {

    CountryConnection(Page<Country> page, Supplier<CompletionStage<Integer>> count) {
        super(page, CountryEdge::new, count);
    }
}

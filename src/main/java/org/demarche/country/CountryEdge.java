package org.demarche.country;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("CountryEdge")
@Description("A country in a list.")
public class CountryEdge extends Edge<Country> {

    CountryEdge(Keyset<Country> keyset, Country node) {
        super(keyset, node);
    }
}

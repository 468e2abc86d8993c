package org.demarche.graphql.relay;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Interface;
import org.eclipse.microprofile.graphql.NonNull;

@Interface("Node")
@Description("An object with a global id: opaque, stable, unique across all types.")
public interface Node {

    @Id
    @NonNull
    @Description("Names the object across all types; hand it to node(id:) to fetch the object again.")
    String getId();
}

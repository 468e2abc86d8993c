package org.demarche.event;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("EventEdge")
@Description("An event in a list.")
public class EventEdge extends Edge<Event> {

    EventEdge(Keyset<Event> keyset, Event node) {
        super(keyset, node);
    }
}

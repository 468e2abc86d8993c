package org.demarche.event;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("EventConnection")
@Description("A page of events.")
public class EventConnection extends Connection<Event, EventEdge> {

    EventConnection(Page<Event> page, Supplier<CompletionStage<Integer>> count) {
        super(page, EventEdge::new, count);
    }
}

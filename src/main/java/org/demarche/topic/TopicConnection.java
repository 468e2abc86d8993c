package org.demarche.topic;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("TopicConnection")
@Description("A page of topics.")
public class TopicConnection extends Connection<Topic, TopicEdge> {

    TopicConnection(Page<Topic> page, Supplier<CompletionStage<Integer>> count) {
        super(page, TopicEdge::new, count);
    }
}

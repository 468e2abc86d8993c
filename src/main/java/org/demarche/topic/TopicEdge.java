package org.demarche.topic;

import org.demarche.graphql.relay.Edge;
import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

@Type("TopicEdge")
@Description("A topic in a list.")
public class TopicEdge extends Edge<Topic> {

    TopicEdge(Keyset<Topic> keyset, Topic node) {
        super(keyset, node);
    }
}

package org.demarche.topic;

import java.util.Arrays;
import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("RecordTopicInput")
@Description("A new topic.")
public record RecordTopicInput(
        @Description(
                "Makes the request safe to repeat, for at least 24 hours: the same key sent again by the same caller "
                        + "returns what the first request has written, and writes nothing. At most 200 characters of the client's "
                        + "own, such as a UUID.")
        String requestKey,

        @NonNull @Description("Its key, which no other topic has and which stays: taliban-recognition.")
        String slug,

        @NonNull @Description("The question, in a few words: at most 300 characters.")
        String title,

        @Description("What belongs to the topic: at most 5000 characters.")
        String description) {

    List<?> content() {
        return Arrays.asList(slug, title, description);
    }
}

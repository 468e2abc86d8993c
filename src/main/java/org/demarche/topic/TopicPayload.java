package org.demarche.topic;

import java.util.List;

import org.demarche.mutation.UserError;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("TopicPayload")
@Description("The topic that was recorded, or why none was.")
public record TopicPayload(
        @Description("The topic; null if there are errors.") Topic topic,

        @NonNull @Description("What the caller can put right; all at once. Empty if it was written.")
        List<@NonNull UserError> userErrors) {}

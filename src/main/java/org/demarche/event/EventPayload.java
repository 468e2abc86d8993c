package org.demarche.event;

import java.util.List;

import org.demarche.mutation.UserError;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("EventPayload")
@Description("The event that was written, or why none was.")
public record EventPayload(
        @Description(
                "The event as it was written. Null if there are errors, unless its revision is stale: then the event "
                        + "as it is now.")
        Event event,

        @NonNull @Description("What the caller can put right; all at once. Empty if it was written.")
        List<@NonNull UserError> userErrors) {}

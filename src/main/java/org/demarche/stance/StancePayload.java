package org.demarche.stance;

import java.util.List;

import org.demarche.mutation.UserError;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("StancePayload")
@Description("The stance that was written, or why none was.")
public record StancePayload(
        @Description("The stance as it was written. Null if there are errors, unless its revision is stale: then the "
                + "stance as it is now.")
        Stance stance,

        @NonNull @Description("What the caller can put right; all at once. Empty if it was written.")
        List<@NonNull UserError> userErrors) {}

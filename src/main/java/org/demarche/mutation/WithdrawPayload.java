package org.demarche.mutation;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("WithdrawPayload")
@Description("What was withdrawn, or why nothing was.")
public record WithdrawPayload(
        @Id @Description("The id of what was withdrawn; null if there are errors.")
        String withdrawnId,

        @NonNull @Description("What the caller can put right; all at once. Empty if it was withdrawn.")
        List<@NonNull UserError> userErrors) {}

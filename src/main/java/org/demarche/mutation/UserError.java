package org.demarche.mutation;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("UserError")
@Description("Something that the caller can put right. Nothing was written.")
public record UserError(
        @Description("The path into the input, with the places of list items: [\"sources\", \"0\", \"url\"].")
        List<@NonNull String> field,

        @NonNull @Description("What is wrong, for programs.")
        UserErrorCode code,

        @NonNull @Description("What is wrong and what would be right, for people.")
        String message) {}

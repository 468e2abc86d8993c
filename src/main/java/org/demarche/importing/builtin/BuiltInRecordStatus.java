package org.demarche.importing.builtin;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("BuiltInRecord")
@Description("A record that is packaged with the service, and how much of it is loaded.")
public record BuiltInRecordStatus(
        @NonNull @Description("Its name: recognition or un-votes.")
        String name,

        @NonNull @Description("What it contains, in English.")
        String title,

        @NonNull @Description("How far it is.") LoadingState state,

        @Description(
                "How many of its parts are loaded: roll calls of un-votes, the newest first; files of recognition.")
        int done,

        @Description("How many parts it has; 0 in the first seconds of its loading, while that is not known.")
        int total) {}

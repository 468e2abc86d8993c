package org.demarche.stance;

import java.util.List;
import java.util.Map;

import io.smallrye.graphql.api.Nullable;
import org.demarche.model.PartialDate;
import org.demarche.mutation.ClearedFields;
import org.demarche.mutation.InputCheck;
import org.demarche.source.SourceInput;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ReviseStanceInput")
@Description("New values of a stance. Fields that are left out or null stay as they are.")
public record ReviseStanceInput(
        @Id @NonNull @Description("The stance's id.") String id,

        @NonNull
        @Description("The revision that the caller has read. If it is not the present one, nothing is written.")
        Integer revision,

        @Description("Why, for the history: at most 1000 characters.")
        String reason,

        @Nullable @Description("Optional fields to empty: until, summary, quote, speaker.")
        List<@NonNull String> clear,

        @Description("Where the country stands.") Position position,
        @Description("How the position was expressed.") Act act,

        @Description("The first day on which it holds. Not before the event can have begun.")
        PartialDate since,

        @Description("The first day on which it no longer holds. Not after the first day of the next stance.")
        PartialDate until,

        @Description("What the country said or did, in a sentence: at most 5000 characters.")
        String summary,

        @Description("The words themselves, short: at most 2000 characters.")
        String quote,

        @Description("Who said them: at most 200 characters.")
        String speaker,

        @Description("How sure the stance is.") Confidence confidence,

        @Nullable @Description("All its sources, the weightiest first: 1 to 50.")
        List<@NonNull SourceInput> sources) {

    ClearedFields cleared(InputCheck check) {
        return new ClearedFields(
                check,
                clear,
                Map.of(
                        "until", until != null,
                        "summary", summary != null,
                        "quote", quote != null,
                        "speaker", speaker != null));
    }
}

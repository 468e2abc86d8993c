package org.demarche.stance;

import java.util.Arrays;
import java.util.List;

import org.demarche.model.PartialDate;
import org.demarche.source.SourceInput;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("RecordStanceInput")
@Description(
        "A new stance of a country on an event. It ends, on the day on which it begins, the one that was in force.")
public record RecordStanceInput(
        @Description(
                "Makes the request safe to repeat, for at least 24 hours: the same key sent again by the same caller "
                        + "returns what the first request has written, and writes nothing. At most 200 characters of the client's "
                        + "own, such as a UUID.")
        String requestKey,

        @NonNull @Description("The country's code: ISO 3166-1 alpha-2 or alpha-3, or ISO 3166-3 for a former country.")
        String country,

        @NonNull @Description("The event's slug.") String event,
        @NonNull @Description("Where the country stands.") Position position,

        @NonNull @Description("How the position was expressed.")
        Act act,

        @NonNull
        @Description(
                "The first day on which it holds, as exactly as known. Not before the event can have begun, and not "
                        + "the first day of another stance of the country on it.")
        PartialDate since,

        @Description(
                "The first day on which it no longer holds. If it is left out, it is in force until the country takes "
                        + "another stance, or has taken one already.")
        PartialDate until,

        @Description("What the country said or did, in a sentence: at most 5000 characters.")
        String summary,

        @Description("The words themselves, short: at most 2000 characters.")
        String quote,

        @Description("Who said them: at most 200 characters.")
        String speaker,

        @DefaultValue("CONFIRMED") @Description("How sure the stance is.")
        Confidence confidence,

        @NonNull @Description("Where it can be checked, the weightiest first: 1 to 50.")
        List<@NonNull SourceInput> sources) {

    List<?> content() {
        return Arrays.asList(
                country,
                event,
                position,
                act,
                since,
                until,
                summary,
                quote,
                speaker,
                confidence,
                SourceInput.contents(sources));
    }
}

package org.demarche.event;

import java.util.Arrays;
import java.util.List;

import io.smallrye.graphql.api.Nullable;
import org.demarche.model.PartialDate;
import org.demarche.source.SourceInput;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("RecordEventInput")
@Description("A new event.")
public record RecordEventInput(
        @Description(
                "Makes the request safe to repeat, for at least 24 hours: the same key sent again by the same caller "
                        + "returns what the first request has written, and writes nothing. At most 200 characters of the client's "
                        + "own, such as a UUID.")
        String requestKey,

        @NonNull
        @Description("Its key, which no other event has or had and which stays: russia-recognises-taliban-government.")
        String slug,

        @NonNull @Description("What happened, as a headline: at most 300 characters.")
        String title,

        @Description("What happened, in a few sentences: at most 5000 characters.")
        String summary,

        @NonNull @Description("What the event is.") EventKind kind,

        @DefaultValue("OCCURRED") @Description("Whether it has come about.")
        EventStatus status,

        @NonNull @Description("When it happened or began, or was proposed, as exactly as known.")
        PartialDate date,

        @Description("For what lasted: the last day, as exactly as known. Not before the date.")
        PartialDate endDate,

        @Nullable @Description("The slugs of its topics: at most 50.")
        List<@NonNull String> topics,

        @Nullable @Description("Who took part, in the order in which they are to be named: at most 250.")
        List<@NonNull ParticipationInput> participants,

        @Nullable @Description("The slugs of events that led to it: at most 50.")
        List<@NonNull String> precededBy,

        @NonNull @Description("Where it can be checked, the weightiest first: 1 to 50.")
        List<@NonNull SourceInput> sources) {

    EventLists lists() {
        return new EventLists(topics, participants, precededBy);
    }

    List<?> content() {
        return Arrays.asList(
                slug,
                title,
                summary,
                kind,
                status,
                date,
                endDate,
                topics,
                participants == null
                        ? null
                        : participants.stream().map(ParticipationInput::content).toList(),
                precededBy,
                SourceInput.contents(sources));
    }
}

package org.demarche.event;

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

@Input("ReviseEventInput")
@Description("New values of an event. Fields that are left out or null stay as they are.")
public record ReviseEventInput(
        @Id @NonNull @Description("The event's id.") String id,

        @NonNull
        @Description("The revision that the caller has read. If it is not the present one, nothing is written.")
        Integer revision,

        @Description("Why, for the history: at most 1000 characters.")
        String reason,

        @Nullable @Description("Optional fields to empty: summary, endDate, topics, participants, precededBy.")
        List<@NonNull String> clear,

        @Description("What happened, as a headline: at most 300 characters.")
        String title,

        @Description("What happened, in a few sentences: at most 5000 characters.")
        String summary,

        @Description("What the event is.") EventKind kind,
        @Description("Whether it has come about.") EventStatus status,

        @Description("When it happened or began, or was proposed. Not after a stance on it begins.")
        PartialDate date,

        @Description("For what lasted: the last day. Not before the date.")
        PartialDate endDate,

        @Nullable @Description("The slugs of all its topics: at most 50.")
        List<@NonNull String> topics,

        @Nullable @Description("All who took part, in the order in which they are to be named: at most 250.")
        List<@NonNull ParticipationInput> participants,

        @Nullable @Description("The slugs of all events that led to it: at most 50.")
        List<@NonNull String> precededBy,

        @Nullable @Description("All its sources, the weightiest first: 1 to 50.")
        List<@NonNull SourceInput> sources) {

    ClearedFields cleared(InputCheck check) {
        return new ClearedFields(
                check,
                clear,
                Map.of(
                        "summary", summary != null,
                        "endDate", endDate != null,
                        "topics", topics != null,
                        "participants", participants != null,
                        "precededBy", precededBy != null));
    }

    EventLists lists(ClearedFields cleared) {
        return new EventLists(
                cleared.list("topics", topics),
                cleared.list("participants", participants),
                cleared.list("precededBy", precededBy));
    }
}

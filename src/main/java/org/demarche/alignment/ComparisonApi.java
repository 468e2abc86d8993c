package org.demarche.alignment;

import java.util.concurrent.CompletionStage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import org.demarche.event.Event;
import org.demarche.event.EventRepository;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.DocumentFields;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What an alignment is made of, event by event. */
@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class ComparisonApi {

    private final CommonEventReader reader;
    private final EventRepository events;

    ComparisonApi(CommonEventReader reader, EventRepository events) {
        this.reader = reader;
        this.events = events;
    }

    @Cost(weight = 20)
    @Description("Weighted Cohen's kappa over the common events: how far the two agree beyond what chance would give, "
            + "1 for always, 0 for as much as chance, below 0 for less. It is (a - e) / (1 - e): a is the score, and e "
            + "the score that is expected if both choose independently, each as often among SUPPORTS, PARTLY_SUPPORTS, "
            + "NEUTRAL, PARTLY_OPPOSES and OPPOSES as it does on the common events. So the table has these five rows "
            + "and columns, and the weights are linear: 1, 0.75, 0.5, 0.25 and 0 for positions 0 to 4 steps apart. "
            + "Null where it is undefined, as e is 1: both hold one and the same position throughout. Formula: J. "
            + "Cohen, Weighted kappa, Psychological Bulletin 70 (1968), 213-220.")
    public CompletionStage<Double> kappa(@Source Alignment alignment, Context context) {
        CountryComparison comparison = alignment.comparison();
        return RequestDataLoaders.of(context)
                .load(new Kappas(comparison), alignment.pair(), pairs -> reader.kappas(comparison, pairs));
    }

    @Cost(weight = 20)
    @Description("The common events with the stances of both, newest first: all, or those on which the score is in a "
            + "range. minScore: 0.75 gives those on which they nearly agree, maxScore: 0 those on which they oppose "
            + "each other.")
    public @NonNull CompletionStage<Connection<Comparison>> comparisons(
            @Source Alignment alignment,
            @DefaultValue("0") @Description("The least score on the event, 0 to 1.") Double minScore,
            @DefaultValue("1") @Description("The greatest score on the event, 0 to 1.") Double maxScore,
            ForwardArguments page,
            Context context) {
        CountryComparison comparison = alignment.comparison();
        ScoreRange range = ScoreRange.checked(minScore, maxScore);
        PageRequest<Comparison> request = page.request(Comparison.NEWEST_FIRST);
        DocumentFields fields = DocumentFields.of(context);
        RequestDataLoaders loaders = RequestDataLoaders.of(context);
        return loaders.load(
                        new Comparisons(comparison, range, request),
                        alignment.pair(),
                        pairs -> reader.pages(comparison, pairs, range, request, fields))
                .thenApply(found -> new Connection<>(
                        found,
                        () -> loaders.load(
                                new Counts(comparison, range),
                                alignment.pair(),
                                pairs -> reader.counts(comparison, pairs, range))));
    }

    @Description("The event.")
    public @NonNull CompletionStage<Event> event(@Source Comparison comparison, Context context) {
        EntityColumns.Selected columns = Event.COLUMNS.neededBy(DocumentFields.of(context));
        return RequestDataLoaders.of(context)
                .load(Event.class, comparison.eventKey(), keys -> events.byKeys(columns, keys));
    }

    private record Kappas(CountryComparison comparison) {}

    private record Comparisons(CountryComparison comparison, ScoreRange range, PageRequest<Comparison> page) {}

    private record Counts(CountryComparison comparison, ScoreRange range) {}
}

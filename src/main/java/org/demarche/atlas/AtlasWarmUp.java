package org.demarche.atlas;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.demarche.config.WarmUpSettings;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.http.BackgroundQueries;
import org.demarche.importing.unvotes.builtin.VotesLoaded;
import org.jboss.logging.Logger;

/**
 * Has ready what the first reader of the atlas would wait for: its files compressed, its documents parsed and validated, the
 * classes of its queries loaded, and the positions that countries are compared by in memory. Runs one thing after another
 * when the service listens already, so that requests do not wait. What fails is left to the first request that needs it.
 */
@Singleton
public class AtlasWarmUp {

    private static final Logger LOG = Logger.getLogger(AtlasWarmUp.class);

    private static final String LANGUAGE = "en";

    /** Any one: it is compared with all others. */
    private static final String COUNTRY = "US";

    private final WarmUpSettings settings;
    private final AtlasFiles files;
    private final AtlasDocuments documents;
    private final GraphqlEngine engine;
    private final BackgroundQueries queries;
    private final Clock clock;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    AtlasWarmUp(
            WarmUpSettings settings,
            AtlasFiles files,
            AtlasDocuments documents,
            GraphqlEngine engine,
            BackgroundQueries queries,
            Clock clock) {
        this.settings = settings;
        this.files = files;
        this.documents = documents;
        this.engine = engine;
        this.queries = queries;
        this.clock = clock;
    }

    /** Completes after the start, when everything is ready; fails if something could not be made ready. */
    CompletionStage<Void> done() {
        return done;
    }

    /**
     * Other observers of the start wait for this one, so it does nothing itself. Not by way of Vert.x, which logs an error if the
     * service has stopped before it is done.
     */
    void start(@ObservesAsync HttpServerStart started) {
        if (settings.enabled()) {
            CompletableFuture.runAsync(this::prepare, Infrastructure.getDefaultWorkerPool())
                    .thenCompose(ready -> execute())
                    .whenComplete((executed, failure) -> {
                        if (failure == null) {
                            done.complete(null);
                        } else {
                            log(failure);
                            done.completeExceptionally(failure);
                        }
                    });
        }
    }

    /** The positions have changed altogether. */
    void votesLoaded(@ObservesAsync VotesLoaded loaded) {
        if (settings.enabled()) {
            country().whenComplete((executed, failure) -> {
                if (failure != null) {
                    log(failure);
                }
            });
        }
    }

    private static void log(Throwable failure) {
        LOG.debug("Not everything of the atlas could be made ready", failure);
    }

    private void prepare() {
        files.prepare();
        documents.byName().values().forEach(engine::prepare);
    }

    /** In the order in which the page asks. */
    private CompletionStage<?> execute() {
        return execute("AtlasCountries", Map.of("language", LANGUAGE))
                .thenCompose(countries ->
                        execute("AtlasFront", Map.of("votes", Map.of("kinds", List.of("VOTE")), "others", Map.of())))
                .thenCompose(front ->
                        first(front, "votes", this::event).thenCompose(event -> first(front, "topics", this::topic)))
                .thenCompose(topic -> execute("AtlasSearch", Map.of("text", "recognition", "language", LANGUAGE)))
                .thenCompose(found -> country());
    }

    private CompletionStage<?> event(String slug) {
        return execute("AtlasStances", Map.of("slug", slug))
                .thenCompose(stances -> execute("AtlasEvent", Map.of("slug", slug, "language", LANGUAGE)));
    }

    private CompletionStage<?> topic(String slug) {
        return execute("AtlasPositions", Map.of("slug", slug, "on", today().toString()))
                .thenCompose(positions -> execute("AtlasTimeline", Map.of("slug", slug)));
    }

    /** Reads all positions, which takes the longest. */
    private CompletionStage<?> country() {
        Map<String, Object> year = Map.of("from", today().withDayOfYear(1).toString(), "to", today().toString());
        return execute(
                        "AtlasCountry",
                        Map.of("code", COUNTRY, "language", LANGUAGE, "stances", Map.of("acts", List.of("STATEMENT"))))
                .thenCompose(country -> execute(
                        "AtlasAlike",
                        Map.of(
                                "code", COUNTRY,
                                "language", LANGUAGE,
                                "alike", Map.of("contested", true, "minimumCommon", 10, "date", year))))
                .thenCompose(alike -> execute("AtlasVotes", Map.of("code", COUNTRY, "since", year, "first", 10)));
    }

    private CompletableFuture<Map<String, Object>> execute(String document, Map<String, Object> variables) {
        return queries.execute(documents.byName().get(document), variables);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** With the slug of the first node of a list, if it has one. */
    private static CompletionStage<?> first(
            Map<String, Object> data, String list, Function<String, CompletionStage<?>> next) {
        List<?> nodes = (List<?>) ((Map<?, ?>) data.get(list)).get("nodes");
        return nodes.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : next.apply((String) ((Map<?, ?>) nodes.get(0)).get("slug"));
    }
}

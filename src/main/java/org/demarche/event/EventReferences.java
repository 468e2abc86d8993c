package org.demarche.event;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.model.Slug;
import org.demarche.mutation.InputCheck;
import org.demarche.topic.TopicRepository;

/** Finds what an input names by slugs and codes. */
@Singleton
class EventReferences {

    /** The keys of what was found; null for what stays as it is. */
    record Keys(List<Long> topics, List<EventDraft.Participant> participants, List<Long> causes) {}

    private final TopicRepository topics;
    private final EventRepository events;
    private final CountryDirectory countries;

    EventReferences(TopicRepository topics, EventRepository events, CountryDirectory countries) {
        this.topics = topics;
        this.events = events;
        this.countries = countries;
    }

    /**
     * Reports what does not exist. Call inside a transaction, and inside {@link CountryDirectory#with}.
     *
     * @param slug of the event itself
     */
    Uni<Keys> find(InputCheck check, EventLists lists, String slug) {
        lists.check(check);
        return keys(lists.topics(), topics::keysBySlug).chain(topicKeys -> keys(lists.precededBy(), events::keysBySlug)
                .map(causeKeys -> new Keys(
                        lists.topicKeys(check, topicKeys),
                        lists.participantKeys(check, countries),
                        lists.causeKeys(check, causeKeys, slug))));
    }

    private static Uni<Map<String, Long>> keys(List<String> slugs, Search search) {
        List<String> valid =
                slugs == null ? List.of() : slugs.stream().filter(Slug::isValid).toList();
        return valid.isEmpty() ? Uni.createFrom().item(Map.of()) : search.keys(valid);
    }

    private interface Search {
        Uni<Map<String, Long>> keys(List<String> slugs);
    }
}

package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocRepository;
import org.demarche.country.CountryDraft;
import org.demarche.country.CountryRepository;
import org.demarche.database.UpsertResult;
import org.demarche.event.EventRepository;
import org.demarche.source.SourceRepository;
import org.demarche.stance.StanceRepository;
import org.demarche.topic.TopicRepository;

/**
 * Loads a record: what is new is recorded, what differs revised, the rest left alone; nothing is removed. Works inside
 * a transaction of the caller's, so that a record is loaded whole or not at all.
 */
@ApplicationScoped
public class RecordLoader {

    private final SourceRepository sources;
    private final CountryRepository countries;
    private final TopicRepository topics;
    private final BlocRepository blocs;
    private final EventRepository events;
    private final StanceRepository stances;

    RecordLoader(
            SourceRepository sources,
            CountryRepository countries,
            TopicRepository topics,
            BlocRepository blocs,
            EventRepository events,
            StanceRepository stances) {
        this.sources = sources;
        this.countries = countries;
        this.topics = topics;
        this.blocs = blocs;
        this.events = events;
        this.stances = stances;
    }

    /** Fails with a {@link RecordException} that names file and line. */
    public Uni<LoadReport> load(List<RecordFile> texts) {
        return Uni.createFrom().deferred(() -> {
            List<RecordSection> files = RecordParser.parse(texts);
            RecordKeys keys = new RecordKeys();
            LoadReport report = new LoadReport();
            return loadSources(files, keys, report)
                    .chain(() -> loadCountries(files, keys, report))
                    .chain(() -> loadTopics(files, keys, report))
                    .chain(() -> loadBlocs(files, keys, report))
                    .chain(() -> loadEvents(files, keys, report))
                    .replaceWith(report);
        });
    }

    private Uni<Void> loadSources(List<RecordSection> files, RecordKeys keys, LoadReport report) {
        List<RecordSection> sections = sections(files, "sources", DraftReader.SOURCE, "id");
        return each(drafts(sections, DraftReader::source), (section, draft) -> sources.save(draft)
                .invoke(report::count)
                .invoke(saved -> keys.sources().put(section.required("id"), saved.key())));
    }

    private Uni<Void> loadCountries(List<RecordSection> files, RecordKeys keys, LoadReport report) {
        List<RecordSection> sections = sections(files, "countries", DraftReader.COUNTRY, "code");
        Map<RecordSection, CountryDraft> drafts = drafts(sections, DraftReader::country);
        Map<RecordSection, UpsertResult> outcomes = new LinkedHashMap<>();
        return each(drafts, (section, draft) -> countries.save(draft).invoke(saved -> outcomes.put(section, saved)))
                .chain(countries::keysByCode)
                .invoke(keys.countries()::putAll)
                .chain(countries::namedNow)
                .invoke(keys::name)
                .chain(() -> each(drafts, (section, draft) -> countries
                        .saveSuccessors(
                                outcomes.get(section).key(),
                                draft.successors().stream()
                                        .map(code -> keys.country(section, "successors", code))
                                        .toList())
                        .invoke(changed -> report.count(outcomes.get(section).and(changed)))));
    }

    private Uni<Void> loadTopics(List<RecordSection> files, RecordKeys keys, LoadReport report) {
        List<RecordSection> sections = sections(files, "topics", DraftReader.TOPIC, "slug");
        return each(drafts(sections, DraftReader::topic), (section, draft) -> topics.save(draft)
                        .invoke(report::count))
                .chain(() -> topics.keysBySlug(named(files, "topics")))
                .invoke(keys.topics()::putAll)
                .replaceWithVoid();
    }

    private Uni<Void> loadBlocs(List<RecordSection> files, RecordKeys keys, LoadReport report) {
        List<RecordSection> sections = sections(files, "blocs", DraftReader.BLOC, "code");
        return each(drafts(sections, section -> DraftReader.bloc(section, keys)), (section, draft) -> blocs.save(draft)
                .invoke(report::count));
    }

    private Uni<Void> loadEvents(List<RecordSection> files, RecordKeys keys, LoadReport report) {
        List<RecordSection> sections = sections(files, "events", DraftReader.EVENT, "slug");
        Map<RecordSection, UpsertResult> outcomes = new LinkedHashMap<>();
        return each(
                        drafts(sections, section -> DraftReader.event(section, keys)),
                        (section, draft) -> events.save(draft).invoke(saved -> outcomes.put(section, saved)))
                .chain(() -> events.keysBySlug(named(files, "precededBy")))
                .invoke(keys.events()::putAll)
                .invoke(() ->
                        outcomes.forEach((section, saved) -> keys.events().put(section.required("slug"), saved.key())))
                .chain(() -> each(
                        drafts(sections, section -> DraftReader.causes(section, keys)),
                        (section, causes) ->
                                events.saveCauses(outcomes.get(section), causes).invoke(report::count)))
                .chain(() -> loadStances(sections, keys, report));
    }

    private Uni<Void> loadStances(List<RecordSection> eventSections, RecordKeys keys, LoadReport report) {
        List<RecordException> faults = new ArrayList<>();
        Map<RecordSection, Long> eventOf = new LinkedHashMap<>();
        for (RecordSection event : eventSections) {
            long key = keys.events().get(event.required("slug"));
            event.sections("stances", DraftReader.STANCE, faults).forEach(stance -> eventOf.put(stance, key));
        }
        stopAt(faults);
        return each(
                drafts(
                        List.copyOf(eventOf.keySet()),
                        section -> DraftReader.stance(section, eventOf.get(section), keys)),
                (section, draft) -> stances.save(draft).invoke(report::count));
    }

    /** The sections of all files under the key, each with a name of its own. */
    private static List<RecordSection> sections(List<RecordSection> files, String key, Set<String> known, String name) {
        List<RecordException> faults = new ArrayList<>();
        Map<String, RecordSection> byName = new LinkedHashMap<>();
        for (RecordSection file : files) {
            for (RecordSection section : file.sections(key, known, faults)) {
                try {
                    if (byName.putIfAbsent(section.required(name), section) != null) {
                        faults.add(section.fault(
                                name, "%s: '%s' stands in this record twice".formatted(name, section.text(name))));
                    }
                } catch (RecordException fault) {
                    faults.add(fault);
                }
            }
        }
        stopAt(faults);
        return List.copyOf(byName.values());
    }

    private static <T> Map<RecordSection, T> drafts(List<RecordSection> sections, Function<RecordSection, T> read) {
        List<RecordException> faults = new ArrayList<>();
        Map<RecordSection, T> drafts = new LinkedHashMap<>();
        for (RecordSection section : sections) {
            try {
                drafts.put(section, read.apply(section));
            } catch (RecordException fault) {
                faults.add(fault);
            }
        }
        stopAt(faults);
        return drafts;
    }

    private static void stopAt(List<RecordException> faults) {
        if (!faults.isEmpty()) {
            throw RecordException.all(faults);
        }
    }

    /** What the events of the files name under the key: it may be in the database already. */
    private static Set<String> named(List<RecordSection> files, String key) {
        Set<String> names = new java.util.HashSet<>();
        sections(files, "events", DraftReader.EVENT, "slug").forEach(event -> names.addAll(event.texts(key)));
        return names;
    }

    private interface Save<T> {
        Uni<?> save(RecordSection section, T draft);
    }

    private static <T> Uni<Void> each(Map<RecordSection, T> drafts, Save<T> save) {
        return Multi.createFrom()
                .iterable(drafts.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> save.save(entry.getKey(), entry.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}

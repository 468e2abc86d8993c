package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocRepository;
import org.demarche.country.CountryDraft;
import org.demarche.country.CountryRepository;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.TransactionSql;
import org.demarche.event.EventDraft;
import org.demarche.event.EventRepository;
import org.demarche.model.PartialDate;
import org.demarche.source.SourceRepository;
import org.demarche.topic.TopicRepository;

/**
 * Loads a record: records what is new, revises what differs, leaves the rest unchanged and removes nothing. Runs inside the
 * transaction of the caller, so that a record is loaded completely or not at all.
 */
@Singleton
public class RecordLoader {

    private static final int REMEMBERED = 100;

    private final SourceRepository sources;
    private final CountryRepository countries;
    private final TopicRepository topics;
    private final BlocRepository blocs;
    private final EventRepository events;
    private final EventDetailLoader details;

    RecordLoader(
            SourceRepository sources,
            CountryRepository countries,
            TopicRepository topics,
            BlocRepository blocs,
            EventRepository events,
            EventDetailLoader details) {
        this.sources = sources;
        this.countries = countries;
        this.topics = topics;
        this.blocs = blocs;
        this.events = events;
        this.details = details;
    }

    /** Fails with a {@link RecordException} that lists the errors with file and line. */
    public Uni<LoadReport> load(List<RecordFile> recordFiles) {
        return Uni.createFrom().deferred(() -> {
            List<YamlMapping> files = RecordParser.parse(recordFiles);
            KeyLookup keys = new KeyLookup();
            LoadReport report = new LoadReport();
            return loadSources(files, keys, report)
                    .chain(() -> loadCountries(files, keys, report))
                    .chain(() -> loadTopics(files, keys, report))
                    .chain(() -> loadBlocs(files, keys, report))
                    .chain(() -> loadEvents(files, keys, report))
                    .replaceWith(report);
        });
    }

    private Uni<Void> loadSources(List<YamlMapping> files, KeyLookup keys, LoadReport report) {
        List<YamlMapping> mappings = mappings(files, "sources", DraftReader.SOURCE, "id");
        return each(drafts(mappings, DraftReader::source), (mapping, draft) -> sources.save(draft)
                .invoke(report::count)
                .invoke(saved -> keys.sources().put(mapping.required("id"), saved.key()))
                .call(saved -> credit(saved.key(), mapping))
                .call(saved -> forgetSome(keys.sources().size())));
    }

    /** It is no part of what identifies a source, so a later record may change it. */
    private Uni<Void> credit(long source, YamlMapping mapping) {
        String attribution = mapping.text("attribution");
        PartialDate releasedOn = mapping.date("releasedOn");
        return attribution == null && releasedOn == null
                ? Uni.createFrom().voidItem()
                : sources.credit(source, attribution, releasedOn);
    }

    /** In a record of thousands of entries, Hibernate would compare all of them with their rows again and again. */
    private static Uni<Void> forgetSome(int saved) {
        return saved % REMEMBERED == 0
                ? TransactionSql.forget()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> loadCountries(List<YamlMapping> files, KeyLookup keys, LoadReport report) {
        List<YamlMapping> mappings = mappings(files, "countries", DraftReader.COUNTRY, "code");
        Map<YamlMapping, CountryDraft> drafts = drafts(mappings, DraftReader::country);
        Map<YamlMapping, UpsertResult> outcomes = new LinkedHashMap<>();
        return each(drafts, (mapping, draft) -> countries.save(draft).invoke(saved -> outcomes.put(mapping, saved)))
                .chain(countries::keysByCode)
                .invoke(keys.countries()::putAll)
                .chain(() -> checkAbbreviations(drafts))
                .chain(countries::nameIndexInTransaction)
                .invoke(keys::setCountryNames)
                .chain(() -> each(drafts, (mapping, draft) -> saveSuccessors(
                                outcomes.get(mapping).key(), mapping, draft, keys)
                        .invoke(changed -> report.count(outcomes.get(mapping).revisedIf(changed)))));
    }

    /** Clients may write an abbreviation for a code, so it must not be that of two countries. */
    private Uni<Void> checkAbbreviations(Map<YamlMapping, CountryDraft> drafts) {
        Set<String> all = drafts.values().stream()
                .flatMap(draft -> draft.abbreviations().stream())
                .collect(Collectors.toSet());
        return countries
                .codesByAbbreviation(all)
                .invoke(found -> drafts(List.copyOf(drafts.keySet()), mapping -> {
                    CountryDraft draft = drafts.get(mapping);
                    draft.abbreviations().forEach(abbreviation -> found.getOrDefault(abbreviation, List.of()).stream()
                            .filter(code -> !code.equals(draft.code()))
                            .findFirst()
                            .ifPresent(other -> {
                                throw mapping.error(
                                        "otherNames",
                                        "otherNames: '%s' is an abbreviation of %s too; clients write it for a code, so leave it out"
                                                .formatted(abbreviation, other));
                            }));
                    return draft;
                }))
                .replaceWithVoid();
    }

    private Uni<Boolean> saveSuccessors(long country, YamlMapping mapping, CountryDraft draft, KeyLookup keys) {
        List<Long> successors = draft.successors().stream()
                .map(code -> keys.country(mapping, "successors", code))
                .toList();
        String continuing = draft.seatContinuedBy();
        Long seatContinuedBy = continuing == null ? null : keys.country(mapping, "seatContinuedBy", continuing);
        if (continuing != null && !successors.contains(seatContinuedBy)) {
            throw mapping.error(
                    "seatContinuedBy",
                    "seatContinuedBy: '%s' is not one of the successors; add it to them".formatted(continuing));
        }
        return countries.saveSuccessors(country, successors, seatContinuedBy);
    }

    private Uni<Void> loadTopics(List<YamlMapping> files, KeyLookup keys, LoadReport report) {
        List<YamlMapping> mappings = mappings(files, "topics", DraftReader.TOPIC, "slug");
        return each(drafts(mappings, DraftReader::topic), (mapping, draft) -> topics.save(draft)
                        .invoke(report::count))
                .chain(() -> topics.keysBySlug(referenced(files, "topics")))
                .invoke(keys.topics()::putAll)
                .replaceWithVoid();
    }

    private Uni<Void> loadBlocs(List<YamlMapping> files, KeyLookup keys, LoadReport report) {
        List<YamlMapping> mappings = mappings(files, "blocs", DraftReader.BLOC, "code");
        return each(drafts(mappings, mapping -> DraftReader.bloc(mapping, keys)), (mapping, draft) -> blocs.save(draft)
                .invoke(report::count));
    }

    private Uni<Void> loadEvents(List<YamlMapping> files, KeyLookup keys, LoadReport report) {
        List<YamlMapping> mappings = mappings(files, "events", DraftReader.EVENT, "slug");
        Map<YamlMapping, EventDraft> drafts = drafts(mappings, mapping -> DraftReader.event(mapping, keys));
        Map<YamlMapping, UpsertResult> outcomes = new LinkedHashMap<>();
        return checkSymbols(drafts)
                .chain(() -> checkNames(drafts))
                .chain(() -> each(drafts, (mapping, draft) -> events.save(draft)
                        .invoke(saved -> outcomes.put(mapping, saved))
                        .call(saved -> forgetSome(outcomes.size()))))
                .chain(() -> events.keysBySlug(referenced(files, "precededBy")))
                .invoke(keys.events()::putAll)
                .invoke(() ->
                        outcomes.forEach((mapping, saved) -> keys.events().put(mapping.required("slug"), saved.key())))
                .chain(() -> each(
                        drafts(mappings, mapping -> DraftReader.causes(mapping, keys)),
                        (mapping, causes) ->
                                events.saveCauses(outcomes.get(mapping), causes).invoke(report::count)))
                .chain(() -> details.load(mappings, keys, report));
    }

    /** A symbol belongs to one event, of this record or another. Those of this record may change places. */
    private Uni<Void> checkSymbols(Map<YamlMapping, EventDraft> drafts) {
        Map<YamlMapping, EventDraft> withSymbol = new LinkedHashMap<>(drafts);
        withSymbol.values().removeIf(draft -> draft.symbol() == null);
        if (withSymbol.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, String> owners = new HashMap<>();
        checkOwners(withSymbol, draft -> owners.putIfAbsent(draft.symbol(), draft.slug()));
        return events.keysBySlug(owners.values())
                .call(keys -> each(
                        withSymbol,
                        (mapping, draft) -> events.freeSymbol(keys.getOrDefault(draft.slug(), 0L), draft.symbol())))
                .chain(keys -> events.slugsBySymbol(owners.keySet(), keys.values()))
                .invoke(others -> checkOwners(withSymbol, draft -> others.get(draft.symbol())))
                .replaceWithVoid();
    }

    /** The name in its global id is that of one event. Only new events get theirs from the record. */
    private Uni<Void> checkNames(Map<YamlMapping, EventDraft> drafts) {
        return events.keysBySlug(drafts.values().stream().map(EventDraft::slug).toList())
                .chain(keys -> {
                    Map<YamlMapping, EventDraft> added = new LinkedHashMap<>(drafts);
                    added.values().removeIf(draft -> keys.containsKey(draft.slug()));
                    Map<String, String> owners = new HashMap<>();
                    checkNames(added, draft -> owners.putIfAbsent(draft.nameWhenNew(), draft.slug()));
                    return events.slugsByGlobalName(owners.keySet())
                            .invoke(others -> checkNames(added, draft -> others.get(draft.nameWhenNew())));
                })
                .replaceWithVoid();
    }

    /** @param other the slug of another event that has the name; null if none has */
    private static void checkNames(Map<YamlMapping, EventDraft> events, Function<EventDraft, String> other) {
        drafts(List.copyOf(events.keySet()), mapping -> {
            EventDraft draft = events.get(mapping);
            String slug = other.apply(draft);
            if (slug != null) {
                String key = draft.globalName() == null ? "slug" : "globalName";
                throw mapping.error(
                        key,
                        "%s: global ids name the event %s by '%s'; use its slug, or write another %1$s"
                                .formatted(key, slug, draft.nameWhenNew()));
            }
            return draft;
        });
    }

    /** @param other the slug of another event that has the symbol; null if none has */
    private static void checkOwners(Map<YamlMapping, EventDraft> events, Function<EventDraft, String> other) {
        drafts(List.copyOf(events.keySet()), mapping -> {
            EventDraft draft = events.get(mapping);
            String slug = other.apply(draft);
            if (slug != null) {
                throw mapping.error(
                        "symbol",
                        "symbol: '%s' is that of the event %s; use its slug, or leave the symbol out"
                                .formatted(draft.symbol(), slug));
            }
            return draft;
        });
    }

    /** The mappings under the key in all files, each with a unique name. */
    private static List<YamlMapping> mappings(List<YamlMapping> files, String key, Set<String> known, String name) {
        List<RecordException> errors = new ArrayList<>();
        Map<String, YamlMapping> byName = new LinkedHashMap<>();
        for (YamlMapping file : files) {
            for (YamlMapping mapping : file.mappings(key, known, errors)) {
                try {
                    if (byName.putIfAbsent(mapping.required(name), mapping) != null) {
                        errors.add(mapping.error(
                                name, "%s: '%s' appears twice in this record".formatted(name, mapping.text(name))));
                    }
                } catch (RecordException error) {
                    errors.add(error);
                }
            }
        }
        throwIfAny(errors);
        return List.copyOf(byName.values());
    }

    static <T> Map<YamlMapping, T> drafts(List<YamlMapping> mappings, Function<YamlMapping, T> read) {
        List<RecordException> errors = new ArrayList<>();
        Map<YamlMapping, T> drafts = new LinkedHashMap<>();
        for (YamlMapping mapping : mappings) {
            try {
                drafts.put(mapping, read.apply(mapping));
            } catch (RecordException error) {
                errors.add(error);
            }
        }
        throwIfAny(errors);
        return drafts;
    }

    static void throwIfAny(List<RecordException> errors) {
        if (!errors.isEmpty()) {
            throw RecordException.all(errors);
        }
    }

    /** The names that the events of the files refer to under the key; they may be in the database already. */
    private static Set<String> referenced(List<YamlMapping> files, String key) {
        Set<String> names = new java.util.HashSet<>();
        mappings(files, "events", DraftReader.EVENT, "slug").forEach(event -> names.addAll(event.texts(key)));
        return names;
    }

    interface Save<T> {
        Uni<?> save(YamlMapping mapping, T draft);
    }

    static <T> Uni<Void> each(Map<YamlMapping, T> drafts, Save<T> save) {
        return Multi.createFrom()
                .iterable(drafts.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> save.save(entry.getKey(), entry.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}

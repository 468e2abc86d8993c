package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocBatchRepository;
import org.demarche.country.CountryBatchRepository;
import org.demarche.country.CountryBatchRepository.Successors;
import org.demarche.country.CountryDraft;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.WriteBatch;
import org.demarche.model.PartialDate;
import org.demarche.source.SourceDraft;
import org.demarche.source.SourceRepository;
import org.demarche.topic.TopicRepository;

/** Loads what events refer to: sources, countries, topics and blocs. */
@Singleton
class ReferenceLoader {

    private final ParserThread parser;
    private final SourceRepository sources;
    private final CountryBatchRepository countries;
    private final TopicRepository topics;
    private final BlocBatchRepository blocs;

    ReferenceLoader(
            ParserThread parser,
            SourceRepository sources,
            CountryBatchRepository countries,
            TopicRepository topics,
            BlocBatchRepository blocs) {
        this.parser = parser;
        this.sources = sources;
        this.countries = countries;
        this.topics = topics;
        this.blocs = blocs;
    }

    /** @param names gets those of the events */
    Uni<Void> load(WriteBatch batch, List<RecordFile> files, RecordNames names, KeyLookup keys, LoadReport report) {
        RecordErrors errors = new RecordErrors();
        RecordLists lists = new RecordLists(files, names, errors);
        return Multi.createBy()
                .repeating()
                .uni(() -> parser.run(lists::nextSources).chain(part -> loadSources(batch, part, keys, report, errors)
                        .replaceWith(part.isEmpty())))
                .until(isEnd -> isEnd)
                .collect()
                .last()
                .invoke(errors::throwIfAny)
                .chain(() -> loadCountries(batch, lists.countries(), keys, report))
                .chain(() -> loadTopics(batch, lists.topics(), names, keys, report))
                .chain(() -> loadBlocs(batch, lists.blocs(), keys, report));
    }

    /** How a publisher wants to be credited. */
    private record Credit(String attribution, PartialDate releasedOn) {

        static Credit read(YamlMapping source) {
            return new Credit(source.text("attribution"), source.date("releasedOn"));
        }

        boolean isGiven() {
            return attribution != null || releasedOn != null;
        }
    }

    private Uni<Void> loadSources(
            WriteBatch batch, List<YamlMapping> mappings, KeyLookup keys, LoadReport report, RecordErrors errors) {
        Map<YamlMapping, SourceDraft> drafts = drafts(mappings, DraftReader::source, errors);
        Map<YamlMapping, Credit> credits = drafts(mappings, Credit::read, errors);
        if (!errors.isEmpty() || drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sources.upsertAll(batch, drafts.values()).chain(saved -> {
            Set<SourceDraft> counted = new HashSet<>();
            Map<Credit, List<Long>> credited = new LinkedHashMap<>();
            drafts.forEach((mapping, draft) -> {
                UpsertResult result = saved.get(draft);
                keys.sources().put(mapping.required("id"), result.key());
                report.count(counted.add(draft) ? result : UpsertResult.existing(result.key(), false));
                if (credits.get(mapping).isGiven()) {
                    credited.computeIfAbsent(credits.get(mapping), credit -> new ArrayList<>())
                            .add(result.key());
                }
            });
            return credit(batch, credited);
        });
    }

    /** It is no part of what identifies a source, so a later record may change it. */
    private Uni<Void> credit(WriteBatch batch, Map<Credit, List<Long>> credited) {
        return Multi.createFrom()
                .iterable(credited.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> sources.credit(
                        batch,
                        entry.getValue(),
                        entry.getKey().attribution(),
                        entry.getKey().releasedOn(),
                        true))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> loadCountries(WriteBatch batch, List<YamlMapping> mappings, KeyLookup keys, LoadReport report) {
        Map<YamlMapping, CountryDraft> drafts = drafts(mappings, DraftReader::country);
        return countries.save(batch, drafts.values()).chain(saved -> countries
                .keysByCode(batch)
                .invoke(keys.countries()::putAll)
                .chain(() -> checkAbbreviations(batch, drafts))
                .chain(() -> countries.nameIndex(batch))
                .invoke(keys::setCountryNames)
                .map(ignored -> drafts(mappings, mapping -> successors(mapping, drafts.get(mapping), keys)))
                .chain(successors -> countries.saveSuccessors(batch, successors.values()))
                .invoke(changed -> saved.values()
                        .forEach(result -> report.count(result.revisedIf(changed.contains(result.key())))))
                .replaceWithVoid());
    }

    /** Clients may write an abbreviation for a code, so it must not be that of two countries. */
    private Uni<Void> checkAbbreviations(WriteBatch batch, Map<YamlMapping, CountryDraft> drafts) {
        Set<String> all = drafts.values().stream()
                .flatMap(draft -> draft.abbreviations().stream())
                .collect(Collectors.toSet());
        return countries
                .codesByAbbreviation(batch, all)
                .invoke(found -> drafts(List.copyOf(drafts.keySet()), mapping -> {
                    checkAbbreviations(mapping, drafts.get(mapping), found);
                    return mapping;
                }))
                .replaceWithVoid();
    }

    private static void checkAbbreviations(
            YamlMapping mapping, CountryDraft draft, Map<String, List<String>> codesByAbbreviation) {
        draft.abbreviations().forEach(abbreviation -> codesByAbbreviation.getOrDefault(abbreviation, List.of()).stream()
                .filter(code -> !code.equals(draft.code()))
                .findFirst()
                .ifPresent(other -> {
                    throw mapping.error(
                            "otherNames",
                            "otherNames: '%s' is an abbreviation of %s too; clients write it for a code, so leave it out"
                                    .formatted(abbreviation, other));
                }));
    }

    private static Successors successors(YamlMapping mapping, CountryDraft draft, KeyLookup keys) {
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
        return new Successors(keys.countries().get(draft.code()), successors, seatContinuedBy);
    }

    private Uni<Void> loadTopics(
            WriteBatch batch, List<YamlMapping> mappings, RecordNames names, KeyLookup keys, LoadReport report) {
        return topics.saveAll(batch, drafts(mappings, DraftReader::topic).values())
                .invoke(saved -> saved.forEach(report::count))
                .chain(() -> topics.keysBySlug(batch, names.topics()))
                .invoke(keys.topics()::putAll)
                .replaceWithVoid();
    }

    private Uni<Void> loadBlocs(WriteBatch batch, List<YamlMapping> mappings, KeyLookup keys, LoadReport report) {
        return blocs.save(
                        batch,
                        drafts(mappings, mapping -> DraftReader.bloc(mapping, keys))
                                .values())
                .invoke(saved -> saved.forEach(report::count))
                .replaceWithVoid();
    }

    private static <T> Map<YamlMapping, T> drafts(List<YamlMapping> mappings, Function<YamlMapping, T> read) {
        RecordErrors errors = new RecordErrors();
        Map<YamlMapping, T> drafts = drafts(mappings, read, errors);
        errors.throwIfAny();
        return drafts;
    }

    private static <T> Map<YamlMapping, T> drafts(
            List<YamlMapping> mappings, Function<YamlMapping, T> read, RecordErrors errors) {
        Map<YamlMapping, T> drafts = new LinkedHashMap<>();
        for (YamlMapping mapping : mappings) {
            T draft = errors.read(() -> read.apply(mapping));
            if (draft != null) {
                drafts.put(mapping, draft);
            }
        }
        return drafts;
    }
}

package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.bloc.BlocDraft;
import org.demarche.bloc.BlocKind;
import org.demarche.country.CountryDraft;
import org.demarche.event.EventAliasRepository.Alias;
import org.demarche.event.EventAliasRepository.Scheme;
import org.demarche.event.EventDraft;
import org.demarche.event.EventKind;
import org.demarche.event.EventStatus;
import org.demarche.event.ParticipantRole;
import org.demarche.model.BlocCode;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;
import org.demarche.model.Slug;
import org.demarche.model.WebAddress;
import org.demarche.source.SourceDraft;
import org.demarche.stance.Act;
import org.demarche.stance.Confidence;
import org.demarche.stance.Position;
import org.demarche.stance.StanceDraft;
import org.demarche.topic.TopicDraft;

/** Reads the entries of a record as drafts. record.schema.json describes the same keys for editors; a test compares both. */
final class DraftReader {

    static final Set<String> SOURCE =
            Set.of("id", "title", "publisher", "author", "url", "publishedOn", "language", "attribution", "releasedOn");
    static final Set<String> COUNTRY = Set.of(
            "code",
            "code3",
            "numericCode",
            "name",
            "otherNames",
            "region",
            "subregion",
            "existedFrom",
            "existedUntil",
            "successors",
            "seatContinuedBy");
    static final Set<String> TOPIC = Set.of("slug", "title", "description");
    static final Set<String> BLOC = Set.of("code", "name", "kind", "members");
    static final Set<String> EVENT = Set.of(
            "slug",
            "globalName",
            "symbol",
            "title",
            "summary",
            "kind",
            "status",
            "date",
            "endDate",
            "topics",
            "participants",
            "precededBy",
            "sources",
            "aliases",
            "publications",
            "positions",
            "stances");
    static final Set<String> STANCE = Set.of(
            "country",
            "globalName",
            "position",
            "act",
            "since",
            "until",
            "summary",
            "quote",
            "speaker",
            "confidence",
            "sources");

    /** A group of stances that differ in nothing but country and position. */
    static final Set<String> POSITIONS = Set.of("act", "since", "until", "confidence", "sources", "countries");

    static final Set<String> ALIAS = Set.of("scheme", "value");

    private static final Set<String> POSITION =
            Stream.of(Position.values()).map(Position::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> MEMBER = Set.of("country", "from", "until");
    private static final Set<String> PARTICIPANT = Set.of("country", "role");

    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}([A-Z]{2})?");
    private static final Pattern COUNTRY_CODE_3 = Pattern.compile("[A-Z]{3}");
    private static final Pattern NUMERIC_CODE = Pattern.compile("\\d{3}");

    private static final Pattern EVENT_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*|(academic|unxml|undl)/.+");
    private static final Pattern STANCE_NAME = Pattern.compile("[A-Z]{2}([A-Z]{2})?/\\d{4}-\\d{2}-\\d{2}(/[1-9]\\d*)?");

    private DraftReader() {}

    static SourceDraft source(YamlMapping mapping) {
        return new SourceDraft(
                mapping.required("title"),
                mapping.text("publisher"),
                mapping.text("author"),
                mapping.convert("url", WebAddress::new),
                mapping.date("publishedOn"),
                mapping.text("language"));
    }

    static CountryDraft country(YamlMapping mapping) {
        PartialDate from = mapping.date("existedFrom");
        PartialDate until = mapping.date("existedUntil");
        checkOrder(mapping, "existedUntil", from, until);
        return new CountryDraft(
                mapping.convertRequired(
                        "code", code -> checkFormat(code, COUNTRY_CODE, "ISO 3166-1 alpha-2 or 3166-3 alpha-4")),
                mapping.convert("code3", code -> checkFormat(code, COUNTRY_CODE_3, "three capital letters")),
                mapping.convert("numericCode", code -> checkFormat(code, NUMERIC_CODE, "three digits")),
                mapping.required("name"),
                mapping.texts("otherNames"),
                mapping.text("region"),
                mapping.text("subregion"),
                from,
                until,
                mapping.texts("successors"),
                mapping.text("seatContinuedBy"));
    }

    static TopicDraft topic(YamlMapping mapping) {
        return new TopicDraft(slug(mapping), mapping.required("title"), mapping.text("description"));
    }

    static BlocDraft bloc(YamlMapping mapping, KeyLookup keys) {
        String code = mapping.required("code");
        if (!BlocCode.isValid(code)) {
            throw mapping.error(
                    "code",
                    "'%s' is not a bloc's code; write capital letters, digits and hyphens, such as NATO"
                            .formatted(code));
        }
        return new BlocDraft(
                code,
                mapping.required("name"),
                mapping.constant("kind", BlocKind.class),
                mapping.mappings("members", MEMBER).stream()
                        .map(member -> member(member, keys))
                        .toList());
    }

    static EventDraft event(YamlMapping mapping, KeyLookup keys) {
        PartialDate date = mapping.convertRequired("date", PartialDate::new);
        PartialDate endDate = mapping.date("endDate");
        if (EventDraft.endsBeforeItBegins(date, endDate)) {
            throw before(mapping, "endDate", endDate, date.withPrecisionOf(endDate));
        }
        return new EventDraft(
                slug(mapping),
                mapping.convert(
                        "globalName", name -> checkFormat(name, EVENT_NAME, "a slug, or a name such as academic/4592")),
                mapping.convert("symbol", DraftReader::symbol),
                mapping.required("title"),
                mapping.text("summary"),
                mapping.constant("kind", EventKind.class),
                mapping.constant("status", EventStatus.OCCURRED),
                date,
                endDate,
                unique(mapping, "topics").stream()
                        .map(topic -> keys.topic(mapping, "topics", topic))
                        .toList(),
                mapping.mappings("participants", PARTICIPANT).stream()
                        .map(participant -> participant(participant, keys))
                        .toList(),
                sources(mapping, keys));
    }

    /** Their slugs. */
    static List<String> causes(YamlMapping event, KeyLookup keys) {
        return unique(event, "precededBy").stream()
                .map(slug -> {
                    if (slug.equals(event.required("slug"))) {
                        throw event.error("precededBy", "an event cannot precede itself");
                    }
                    return keys.event(event, "precededBy", slug);
                })
                .toList();
    }

    static StanceDraft stance(YamlMapping mapping, long event, KeyLookup keys) {
        PartialDate since = mapping.convertRequired("since", PartialDate::new);
        PartialDate until = mapping.date("until");
        checkStance(mapping, since, until);
        return new StanceDraft(
                event,
                keys.country(mapping, "country", mapping.required("country")),
                mapping.convert(
                        "globalName", name -> checkFormat(name, STANCE_NAME, "a code and a day such as RU/2014-03-27")),
                mapping.constant("position", Position.class),
                mapping.constant("act", Act.class),
                since,
                until,
                mapping.text("summary"),
                mapping.text("quote"),
                mapping.text("speaker"),
                mapping.constant("confidence", Confidence.CONFIRMED),
                sources(mapping, keys));
    }

    /** The stances of a group. */
    static List<StanceDraft> positions(YamlMapping group, long event, KeyLookup keys) {
        PartialDate since = group.convertRequired("since", PartialDate::new);
        PartialDate until = group.date("until");
        checkStance(group, since, until);
        Act act = group.constant("act", Act.class);
        Confidence confidence = group.constant("confidence", Confidence.CONFIRMED);
        List<Long> sources = sources(group, keys);
        YamlMapping countries = group.mapping("countries", POSITION);
        if (countries == null) {
            throw group.error("countries", "'countries' is missing: write a list of countries for each position");
        }
        Set<Long> seen = new HashSet<>();
        List<StanceDraft> stances = new ArrayList<>();
        for (Position position : Position.values()) {
            for (String code : countries.texts(position.name())) {
                long country = keys.country(countries, position.name(), code);
                if (!seen.add(country)) {
                    throw countries.error(position.name(), "'%s' appears twice".formatted(code));
                }
                stances.add(new StanceDraft(
                        event, country, null, position, act, since, until, null, null, null, confidence, sources));
            }
        }
        return stances;
    }

    static Alias alias(YamlMapping mapping, long event) {
        return new Alias(mapping.constant("scheme", Scheme.class), mapping.required("value"), event);
    }

    private static BlocDraft.Member member(YamlMapping mapping, KeyLookup keys) {
        PartialDate from = mapping.date("from");
        PartialDate until = mapping.date("until");
        checkOrder(mapping, "until", from, until);
        return new BlocDraft.Member(keys.country(mapping, "country", mapping.required("country")), from, until);
    }

    private static EventDraft.Participant participant(YamlMapping mapping, KeyLookup keys) {
        return new EventDraft.Participant(
                keys.country(mapping, "country", mapping.required("country")),
                mapping.constant("role", ParticipantRole.class));
    }

    private static List<Long> sources(YamlMapping mapping, KeyLookup keys) {
        Set<String> ids = unique(mapping, "sources");
        if (ids.isEmpty()) {
            throw mapping.error("sources", "'sources' is missing: every event and stance needs at least one source");
        }
        return ids.stream().map(id -> keys.source(mapping, "sources", id)).toList();
    }

    private static Set<String> unique(YamlMapping mapping, String key) {
        Set<String> unique = new LinkedHashSet<>();
        for (String text : mapping.texts(key)) {
            if (!unique.add(text)) {
                throw mapping.error(key, "%s: '%s' appears twice".formatted(key, text));
            }
        }
        return unique;
    }

    private static String slug(YamlMapping mapping) {
        String slug = mapping.required("slug");
        if (!Slug.isValid(slug)) {
            throw mapping.error(
                    "slug",
                    "'%s' is not a slug; write lower-case letters and digits in words joined by hyphens"
                            .formatted(slug));
        }
        return slug;
    }

    private static String symbol(String text) {
        return ResolutionSymbol.of(text)
                .filter(ResolutionSymbol::isComplete)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not the whole symbol of a resolution; write A/RES/68/262, A/RES/2758(XXVI) or S/RES/2722(2024)"
                                .formatted(text)))
                .toString();
    }

    private static String checkFormat(String text, Pattern form, String wanted) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is invalid; write %s".formatted(text, wanted));
        }
        return text;
    }

    private static void checkOrder(YamlMapping mapping, String key, PartialDate from, PartialDate until) {
        if (from != null && until != null && until.isBefore(from)) {
            throw before(mapping, key, until, from);
        }
    }

    private static void checkStance(YamlMapping mapping, PartialDate since, PartialDate until) {
        if (StanceDraft.endsBeforeItBegins(since, until)) {
            throw before(mapping, "until", until, since);
        }
    }

    private static RecordException before(YamlMapping mapping, String key, PartialDate until, PartialDate from) {
        return mapping.error(key, "%s (%s) is before %s".formatted(key, until, from));
    }
}

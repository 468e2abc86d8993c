package org.demarche.importing.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.demarche.bloc.BlocDraft;
import org.demarche.bloc.BlocKind;
import org.demarche.country.CountryDraft;
import org.demarche.event.EventDraft;
import org.demarche.event.EventKind;
import org.demarche.event.EventStatus;
import org.demarche.event.ParticipantRole;
import org.demarche.model.PartialDate;
import org.demarche.model.Spelling;
import org.demarche.model.WebAddress;
import org.demarche.source.SourceDraft;
import org.demarche.stance.Act;
import org.demarche.stance.Confidence;
import org.demarche.stance.Position;
import org.demarche.stance.StanceDraft;
import org.demarche.topic.TopicDraft;

/** What each section of a record states. record.schema.json says the same to editors; a test holds the two together. */
final class DraftReader {

    static final Set<String> SOURCE = Set.of("id", "title", "publisher", "author", "url", "publishedOn", "language");
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
            "successors");
    static final Set<String> TOPIC = Set.of("slug", "title", "description");
    static final Set<String> BLOC = Set.of("code", "name", "kind", "members");
    static final Set<String> EVENT = Set.of(
            "slug",
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
            "stances");
    static final Set<String> STANCE = Set.of(
            "country", "position", "act", "since", "until", "summary", "quote", "speaker", "confidence", "sources");

    private static final Set<String> MEMBER = Set.of("country", "from", "until");
    private static final Set<String> PARTICIPANT = Set.of("country", "role");

    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}([A-Z]{2})?");
    private static final Pattern COUNTRY_CODE_3 = Pattern.compile("[A-Z]{3}");
    private static final Pattern NUMERIC_CODE = Pattern.compile("\\d{3}");

    private DraftReader() {}

    static SourceDraft source(RecordSection section) {
        return new SourceDraft(
                section.required("title"),
                section.text("publisher"),
                section.text("author"),
                section.as("url", WebAddress::new),
                section.date("publishedOn"),
                section.text("language"));
    }

    static CountryDraft country(RecordSection section) {
        PartialDate from = section.date("existedFrom");
        PartialDate until = section.date("existedUntil");
        inOrder(section, "existedUntil", from, until);
        return new CountryDraft(
                section.requiredAs(
                        "code", code -> matching(code, COUNTRY_CODE, "ISO 3166-1 alpha-2 or 3166-3 alpha-4")),
                section.as("code3", code -> matching(code, COUNTRY_CODE_3, "three capital letters")),
                section.as("numericCode", code -> matching(code, NUMERIC_CODE, "three digits")),
                section.required("name"),
                section.texts("otherNames"),
                section.text("region"),
                section.text("subregion"),
                from,
                until,
                section.texts("successors"));
    }

    static TopicDraft topic(RecordSection section) {
        return new TopicDraft(slug(section), section.required("title"), section.text("description"));
    }

    static BlocDraft bloc(RecordSection section, RecordKeys keys) {
        String code = section.required("code");
        if (!Spelling.isBlocCode(code)) {
            throw section.fault(
                    "code", "'%s' is not a bloc's code; write capitals, digits, hyphens: NATO".formatted(code));
        }
        return new BlocDraft(
                code,
                section.required("name"),
                section.constant("kind", BlocKind.class),
                section.sections("members", MEMBER).stream()
                        .map(member -> member(member, keys))
                        .toList());
    }

    static EventDraft event(RecordSection section, RecordKeys keys) {
        PartialDate date = section.requiredAs("date", PartialDate::new);
        PartialDate endDate = section.date("endDate");
        inOrder(section, "endDate", coarse(date, endDate), endDate);
        return new EventDraft(
                slug(section),
                section.required("title"),
                section.text("summary"),
                section.constant("kind", EventKind.class),
                section.constant("status", EventStatus.OCCURRED),
                date,
                endDate,
                unique(section, "topics").stream()
                        .map(topic -> keys.topic(section, "topics", topic))
                        .toList(),
                section.sections("participants", PARTICIPANT).stream()
                        .map(participant -> participant(participant, keys))
                        .toList(),
                sources(section, keys));
    }

    static List<Long> causes(RecordSection event, RecordKeys keys) {
        return unique(event, "precededBy").stream()
                .map(slug -> {
                    if (slug.equals(event.required("slug"))) {
                        throw event.fault("precededBy", "an event does not lead to itself");
                    }
                    return keys.event(event, "precededBy", slug);
                })
                .toList();
    }

    static StanceDraft stance(RecordSection section, long event, RecordKeys keys) {
        PartialDate since = section.requiredAs("since", PartialDate::new);
        PartialDate until = section.date("until");
        inOrder(section, "until", since, until);
        return new StanceDraft(
                event,
                keys.country(section, "country", section.required("country")),
                section.constant("position", Position.class),
                section.constant("act", Act.class),
                since,
                until,
                section.text("summary"),
                section.text("quote"),
                section.text("speaker"),
                section.constant("confidence", Confidence.CONFIRMED),
                sources(section, keys));
    }

    private static BlocDraft.Member member(RecordSection section, RecordKeys keys) {
        PartialDate from = section.date("from");
        PartialDate until = section.date("until");
        inOrder(section, "until", from, until);
        return new BlocDraft.Member(keys.country(section, "country", section.required("country")), from, until);
    }

    private static EventDraft.Participant participant(RecordSection section, RecordKeys keys) {
        return new EventDraft.Participant(
                keys.country(section, "country", section.required("country")),
                section.constant("role", ParticipantRole.class));
    }

    private static List<Long> sources(RecordSection section, RecordKeys keys) {
        Set<String> ids = unique(section, "sources");
        if (ids.isEmpty()) {
            throw section.fault(
                    "sources", "'sources' is missing: nothing is recorded without saying according to whom");
        }
        return ids.stream().map(id -> keys.source(section, "sources", id)).toList();
    }

    private static Set<String> unique(RecordSection section, String key) {
        Set<String> unique = new LinkedHashSet<>();
        for (String text : section.texts(key)) {
            if (!unique.add(text)) {
                throw section.fault(key, "%s: '%s' stands here twice".formatted(key, text));
            }
        }
        return unique;
    }

    private static String slug(RecordSection section) {
        String slug = section.required("slug");
        if (!Spelling.isSlug(slug)) {
            throw section.fault(
                    "slug",
                    "'%s' is not a slug; write lower-case letters and digits joined by hyphens".formatted(slug));
        }
        return slug;
    }

    private static String matching(String text, Pattern form, String wanted) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is not right; write %s".formatted(text, wanted));
        }
        return text;
    }

    /** The date as coarsely as the other is known: what began in 1979-12 may have ended in 1979. */
    private static PartialDate coarse(PartialDate date, PartialDate other) {
        if (other == null || other.toString().length() >= date.toString().length()) {
            return date;
        }
        return new PartialDate(date.toString().substring(0, other.toString().length()));
    }

    private static void inOrder(RecordSection section, String key, PartialDate from, PartialDate until) {
        if (from != null && until != null && until.firstDay().isBefore(from.firstDay())) {
            throw section.fault(key, "%s (%s) is before %s".formatted(key, until, from));
        }
    }
}

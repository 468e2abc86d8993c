package org.demarche.event;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.RequestKey;
import org.demarche.mutation.RequestKeyRepository;
import org.demarche.mutation.UserErrorCode;
import org.demarche.security.Caller;
import org.demarche.source.SourceDraft;
import org.demarche.source.SourceInput;
import org.demarche.source.SourceRepository;

/** The mutation recordEvent. */
@Singleton
class RecordEvent {

    private final MutationTransaction transaction;
    private final RequestKeyRepository keys;
    private final CountryDirectory countries;
    private final EventReferences references;
    private final SourceRepository sources;
    private final EventRepository events;
    private final EventWriteRepository writes;

    RecordEvent(
            MutationTransaction transaction,
            RequestKeyRepository keys,
            CountryDirectory countries,
            EventReferences references,
            SourceRepository sources,
            EventRepository events,
            EventWriteRepository writes) {
        this.transaction = transaction;
        this.keys = keys;
        this.countries = countries;
        this.references = references;
        this.sources = sources;
        this.events = events;
        this.writes = writes;
    }

    Uni<EventPayload> record(Caller caller, RecordEventInput input) {
        return countries.with(() -> transaction.run(
                caller,
                null,
                () -> {
                    InputCheck check = new InputCheck();
                    RequestKey key = RequestKey.of(check, caller, input.requestKey(), "recordEvent", input.content());
                    return keys.once(check, key, () -> write(check, input), events::findById)
                            .chain(writes::complete);
                },
                EventPayload::new));
    }

    private Uni<Event> write(InputCheck check, RecordEventInput input) {
        String slug = check.slug(input.slug());
        EventTexts texts = EventTexts.of(check, input);
        checkDates(check, input);
        List<SourceDraft> drafts = SourceInput.drafts(check, input.sources());
        return isTaken(slug)
                .invoke(taken -> {
                    if (taken) {
                        check.add(UserErrorCode.TAKEN, "Another event has or had this slug.", "slug");
                    }
                })
                .chain(() -> references.find(check, input.lists(), slug))
                .invoke(check::throwIfAny)
                .chain(found -> sources.saveAll(drafts)
                        .chain(sourceKeys -> events.saveNew(draft(input, texts, found, sourceKeys)))
                        .chain(saved -> events.saveCauses(saved, found.causes())))
                .chain(saved -> events.findById(saved.key()));
    }

    private static void checkDates(InputCheck check, RecordEventInput input) {
        if (EventDraft.endsBeforeItBegins(input.date(), input.endDate())) {
            check.invalid("endDate", "It is before the date.");
        }
    }

    /** @param slug null for an invalid one */
    private Uni<Boolean> isTaken(String slug) {
        return slug == null ? Uni.createFrom().item(false) : writes.isTaken(slug);
    }

    private static EventDraft draft(
            RecordEventInput input, EventTexts texts, EventReferences.Keys found, List<Long> sources) {
        return new EventDraft(
                input.slug(),
                null,
                null,
                texts.title(),
                texts.summary(),
                input.kind(),
                input.status() == null ? EventStatus.OCCURRED : input.status(),
                input.date(),
                input.endDate(),
                found.topics(),
                found.participants(),
                sources);
    }
}

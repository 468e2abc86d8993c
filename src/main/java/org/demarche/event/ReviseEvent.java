package org.demarche.event;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.mutation.ClearedFields;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.UserErrorCode;
import org.demarche.security.Caller;
import org.demarche.source.SourceDraft;
import org.demarche.source.SourceInput;
import org.demarche.source.SourceRepository;

/** The mutation reviseEvent. */
@Singleton
class ReviseEvent {

    private final MutationTransaction transaction;
    private final CountryDirectory countries;
    private final EventReferences references;
    private final SourceRepository sources;
    private final EventRepository events;
    private final EventWriteRepository writes;

    ReviseEvent(
            MutationTransaction transaction,
            CountryDirectory countries,
            EventReferences references,
            SourceRepository sources,
            EventRepository events,
            EventWriteRepository writes) {
        this.transaction = transaction;
        this.countries = countries;
        this.references = references;
        this.sources = sources;
        this.events = events;
        this.writes = writes;
    }

    Uni<EventPayload> revise(Caller caller, ReviseEventInput input) {
        return countries.with(() -> transaction.run(caller, input.reason(), () -> write(input), EventPayload::new));
    }

    private Uni<Event> write(ReviseEventInput input) {
        InputCheck check = new InputCheck();
        GlobalId id = check.id(Event.TYPE, input.id());
        check.throwIfAny();
        return writes.lock(id).chain(event -> {
            if (event == null) {
                throw check.unknownId();
            }
            return write(check, input, event);
        });
    }

    private Uni<Event> write(InputCheck check, ReviseEventInput input, Event event) {
        check.revision(input.revision(), event);
        check.reason(input.reason());
        ClearedFields cleared = input.cleared(check);
        EventDraft draft = draft(event, input, EventTexts.of(check, input), cleared);
        List<SourceDraft> drafts = SourceInput.drafts(check, input.sources());
        if (EventDraft.endsBeforeItBegins(draft.date(), draft.endDate())) {
            check.invalid(input.endDate() == null ? "date" : "endDate", "The endDate is before the date.");
        }
        return checkStances(check, input, event)
                .chain(() -> references.find(check, input.lists(cleared), event.getSlug()))
                .invoke(check::throwIfAny)
                .chain(found -> save(event, draft, found, drafts));
    }

    /** A stance may not begin before its event can have begun. */
    private Uni<Void> checkStances(InputCheck check, ReviseEventInput input, Event event) {
        if (input.date() == null) {
            return Uni.createFrom().voidItem();
        }
        return writes.stanceBefore(event.key(), input.date())
                .invoke(since -> {
                    if (since != null) {
                        check.add(
                                UserErrorCode.CONFLICT,
                                "A stance on the event holds since %s, and none may begin before its event."
                                        .formatted(since),
                                "date");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Event> save(Event event, EventDraft draft, EventReferences.Keys found, List<SourceDraft> drafts) {
        return (drafts == null ? Uni.createFrom().<List<Long>>nullItem() : sources.saveAll(drafts))
                .chain(sourceKeys ->
                        events.revise(event, draft.withLinks(found.topics(), found.participants(), sourceKeys)))
                .chain(saved -> events.saveCauses(saved, found.causes()))
                .replaceWith(event);
    }

    /** Without the linked objects. */
    private static EventDraft draft(Event event, ReviseEventInput input, EventTexts texts, ClearedFields cleared) {
        return new EventDraft(
                event.getSlug(),
                null,
                event.getSymbol(),
                texts.title() == null ? event.getTitle() : texts.title(),
                cleared.value("summary", texts.summary(), event.getSummary()),
                input.kind() == null ? event.getKind() : input.kind(),
                input.status() == null ? event.getStatus() : input.status(),
                input.date() == null ? event.getDate() : input.date(),
                cleared.value("endDate", input.endDate(), event.getEndDate()),
                null,
                null,
                null);
    }
}

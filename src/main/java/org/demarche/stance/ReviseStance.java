package org.demarche.stance;

import java.util.List;
import java.util.Objects;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.mutation.ClearedFields;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.security.Caller;
import org.demarche.source.SourceDraft;
import org.demarche.source.SourceInput;
import org.demarche.source.SourceRepository;
import org.demarche.stance.StanceWriteRepository.LockedStance;

/** The mutation reviseStance. */
@Singleton
class ReviseStance {

    private final MutationTransaction transaction;
    private final CountryDirectory countries;
    private final SourceRepository sources;
    private final StanceRepository stances;
    private final StanceWriteRepository writes;

    ReviseStance(
            MutationTransaction transaction,
            CountryDirectory countries,
            SourceRepository sources,
            StanceRepository stances,
            StanceWriteRepository writes) {
        this.transaction = transaction;
        this.countries = countries;
        this.sources = sources;
        this.stances = stances;
        this.writes = writes;
    }

    Uni<StancePayload> revise(Caller caller, ReviseStanceInput input) {
        return countries.with(() -> transaction.run(caller, input.reason(), () -> write(input), StancePayload::new));
    }

    private Uni<Stance> write(ReviseStanceInput input) {
        InputCheck check = new InputCheck();
        GlobalId id = check.id(Stance.TYPE, input.id());
        check.throwIfAny();
        return writes.lock(id).chain(locked -> {
            if (locked == null) {
                throw check.unknownId();
            }
            return write(check, input, locked);
        });
    }

    private Uni<Stance> write(InputCheck check, ReviseStanceInput input, LockedStance locked) {
        Stance stance = locked.stance();
        check.revision(input.revision(), stance);
        check.reason(input.reason());
        ClearedFields cleared = input.cleared(check);
        StanceTexts texts = StanceTexts.of(check, input.summary(), input.quote(), input.speaker());
        StanceDraft draft = draft(stance, input, texts, cleared);
        List<SourceDraft> drafts = SourceInput.drafts(check, input.sources());
        return checkDates(check, locked, draft)
                .invoke(check::throwIfAny)
                .chain(() -> drafts == null ? Uni.createFrom().<List<Long>>nullItem() : sources.saveAll(drafts))
                .chain(sourceKeys -> stances.revise(stance, draft.withSources(sourceKeys)))
                .chain(stances::flush)
                .chain(() -> writes.complete(stance));
    }

    private Uni<Void> checkDates(InputCheck check, LockedStance locked, StanceDraft draft) {
        Stance stance = locked.stance();
        boolean sinceChanges = !draft.since().equals(stance.getSince());
        if (!sinceChanges && Objects.equals(draft.until(), stance.getUntil())) {
            return Uni.createFrom().voidItem();
        }
        if (StanceDraft.endsBeforeItBegins(draft.since(), draft.until())) {
            check.invalid(sinceChanges ? "since" : "until", "The stance would end before it begins.");
        }
        return writes.ofCountry(locked.event(), stance.countryKey, stance)
                .invoke(others -> {
                    if (sinceChanges) {
                        others.checkSince(check, draft.since());
                    }
                    others.checkPeriod(check, draft.since(), draft.until());
                })
                .replaceWithVoid();
    }

    /** Without the sources. */
    private static StanceDraft draft(Stance stance, ReviseStanceInput input, StanceTexts texts, ClearedFields cleared) {
        return new StanceDraft(
                stance.eventKey,
                stance.countryKey,
                null,
                input.position() == null ? stance.position : input.position(),
                input.act() == null ? stance.act : input.act(),
                input.since() == null ? stance.getSince() : input.since(),
                cleared.value("until", input.until(), stance.getUntil()),
                cleared.value("summary", texts.summary(), stance.summary),
                cleared.value("quote", texts.quote(), stance.quote),
                cleared.value("speaker", texts.speaker(), stance.speaker),
                input.confidence() == null ? stance.confidence : input.confidence(),
                null);
    }
}

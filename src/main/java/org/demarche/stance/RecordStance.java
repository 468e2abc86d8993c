package org.demarche.stance;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.model.PartialDate;
import org.demarche.model.Slug;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.RequestKey;
import org.demarche.mutation.RequestKeyRepository;
import org.demarche.mutation.UserErrorCode;
import org.demarche.security.Caller;
import org.demarche.source.SourceDraft;
import org.demarche.source.SourceInput;
import org.demarche.source.SourceRepository;
import org.demarche.stance.StanceWriteRepository.LockedEvent;

/** The mutation recordStance. */
@Singleton
class RecordStance {

    private final MutationTransaction transaction;
    private final RequestKeyRepository keys;
    private final CountryDirectory countries;
    private final SourceRepository sources;
    private final StanceRepository stances;
    private final StanceWriteRepository writes;

    RecordStance(
            MutationTransaction transaction,
            RequestKeyRepository keys,
            CountryDirectory countries,
            SourceRepository sources,
            StanceRepository stances,
            StanceWriteRepository writes) {
        this.transaction = transaction;
        this.keys = keys;
        this.countries = countries;
        this.sources = sources;
        this.stances = stances;
        this.writes = writes;
    }

    Uni<StancePayload> record(Caller caller, RecordStanceInput input) {
        return countries.with(() -> transaction.run(
                caller,
                null,
                () -> {
                    InputCheck check = new InputCheck();
                    RequestKey key = RequestKey.of(check, caller, input.requestKey(), "recordStance", input.content());
                    return keys.once(check, key, () -> write(check, input), stances::findById)
                            .chain(writes::complete);
                },
                StancePayload::new));
    }

    private Uni<Stance> write(InputCheck check, RecordStanceInput input) {
        Country country = countries.find(input.country()).orElse(null);
        if (country == null) {
            check.add(UserErrorCode.NOT_FOUND, "No country has this code.", "country");
        }
        StanceTexts texts = StanceTexts.of(check, input.summary(), input.quote(), input.speaker());
        List<SourceDraft> drafts = SourceInput.drafts(check, input.sources());
        if (StanceDraft.endsBeforeItBegins(input.since(), input.until())) {
            check.invalid("until", "It is before since.");
        }
        return lockEvent(input.event())
                .chain(event -> others(check, event, country, input))
                .invoke(check::throwIfAny)
                .chain(others ->
                        sources.saveAll(drafts).chain(sourceKeys -> save(input, country, texts, others, sourceKeys)));
    }

    private Uni<LockedEvent> lockEvent(String slug) {
        return Slug.isValid(slug) ? writes.lockEvent(slug) : Uni.createFrom().nullItem();
    }

    /** The country's other stances on the event. Reports what contradicts them. */
    private Uni<CountryStances> others(InputCheck check, LockedEvent event, Country country, RecordStanceInput input) {
        if (event == null) {
            check.add(UserErrorCode.NOT_FOUND, "No event has this slug; record it first.", "event");
            return Uni.createFrom().nullItem();
        }
        return writes.ofCountry(event, country == null ? 0 : country.key(), null)
                .invoke(others -> {
                    others.checkSince(check, input.since());
                    others.checkUntil(check, input.since(), input.until());
                });
    }

    private Uni<Stance> save(
            RecordStanceInput input, Country country, StanceTexts texts, CountryStances others, List<Long> sourceKeys) {
        PartialDate next = others.nextAfter(input.since());
        others.inForceAt(input.since()).ifPresent(former -> writes.end(former, input.since()));
        return stances.saveNew(new StanceDraft(
                others.event().key(),
                country.key(),
                null,
                input.position(),
                input.act(),
                input.since(),
                input.until() == null ? next : input.until(),
                texts.summary(),
                texts.quote(),
                texts.speaker(),
                input.confidence() == null ? Confidence.CONFIRMED : input.confidence(),
                sourceKeys));
    }
}

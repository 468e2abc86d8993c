package org.demarche.importing.unvotes;

import java.util.Optional;

import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.VoteKind;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;

/**
 * What one publication states about a vote, besides who voted how. What it does not state is null.
 *
 * @param number names the vote among those of the publication
 * @param symbol in one spelling
 * @param writtenSymbol as the publication writes it
 * @param source the key of the source that the votes of this publication cite
 */
public record VoteStatement(
        Publication publication,
        String number,
        Body body,
        Integer session,
        String specialSession,
        PartialDate date,
        ResolutionSymbol symbol,
        String writtenSymbol,
        VoteKind kind,
        String draft,
        String meeting,
        String title,
        String summary,
        boolean withoutVote,
        Long source) {

    static VoteStatement of(ParsedRollCall parsed, Long source) {
        return new VoteStatement(
                parsed.publication(),
                number(parsed),
                parsed.body(),
                parsed.session(),
                parsed.specialSession(),
                parsed.isDated() ? parsed.date() : null,
                canonicalSymbol(parsed).orElse(null),
                parsed.symbol(),
                parsed.kind(),
                parsed.draft(),
                parsed.meeting(),
                parsed.title(),
                parsed.summary(),
                parsed.isWithoutVote(),
                source);
    }

    /** Where the symbol is the number, its one spelling: another file may write it otherwise. */
    static String number(ParsedRollCall parsed) {
        return parsed.publication() == Publication.UNXML
                ? canonicalSymbol(parsed).map(ResolutionSymbol::toString).orElse(parsed.id())
                : parsed.id();
    }

    private static Optional<ResolutionSymbol> canonicalSymbol(ParsedRollCall parsed) {
        return Optional.ofNullable(parsed.symbol())
                .flatMap(written -> parsed.publication() == Publication.ACADEMIC
                        ? ResolutionSymbol.ofAcademic(written, parsed.session())
                        : ResolutionSymbol.of(written)
                                .map(symbol -> symbol.completedBy(
                                        parsed.date().firstDay().getYear())));
    }

    /** This statement with what an earlier one of the same publication states besides: a format with less detail removes nothing. */
    VoteStatement orElse(VoteStatement earlier) {
        boolean symbolStated = writtenSymbol != null;
        return new VoteStatement(
                publication,
                number,
                body,
                first(session, earlier.session),
                first(specialSession, earlier.specialSession),
                first(date, earlier.date),
                symbolStated ? symbol : earlier.symbol,
                symbolStated ? writtenSymbol : earlier.writtenSymbol,
                first(kind, earlier.kind),
                first(draft, earlier.draft),
                first(meeting, earlier.meeting),
                first(title, earlier.title),
                first(summary, earlier.summary),
                withoutVote,
                symbolStated || earlier.source == null ? source : earlier.source);
    }

    boolean isOnPart() {
        return kind == VoteKind.AMENDMENT || kind == VoteKind.PARAGRAPH;
    }

    private static <T> T first(T value, T other) {
        return value != null ? value : other;
    }
}

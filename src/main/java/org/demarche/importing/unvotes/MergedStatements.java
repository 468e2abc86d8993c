package org.demarche.importing.unvotes;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.Sessions;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;
import org.demarche.model.Slug;

/**
 * What all publications together state about a vote: for each detail, what the best publication that has it states. It does
 * not depend on the order in which they were imported.
 *
 * @param all the best first; one for each publication
 */
record MergedStatements(List<VoteStatement> all) {

    static MergedStatements of(List<VoteStatement> statements) {
        return new MergedStatements(statements.stream()
                .sorted(Comparator.comparing(VoteStatement::publication).reversed())
                .toList());
    }

    VoteStatement best() {
        return all.get(0);
    }

    Body body() {
        return best().body();
    }

    /** Null for the Security Council. */
    Integer session() {
        return first(VoteStatement::session);
    }

    /** Without a date, the year in which the session began. */
    PartialDate date() {
        PartialDate date = first(VoteStatement::date);
        return date != null ? date : new PartialDate(Integer.toString(Sessions.firstYear(session())));
    }

    /** Null if no publication states one. */
    ResolutionSymbol symbol() {
        return first(VoteStatement::symbol);
    }

    /** Null if no publication states one. */
    String summary() {
        return first(VoteStatement::summary);
    }

    String title() {
        String title = first(VoteStatement::title);
        if (title != null) {
            return title;
        }
        String symbol = first(VoteStatement::writtenSymbol);
        return "%s%s: roll call %s%s"
                .formatted(
                        body().title(),
                        session() == null ? "" : ", session " + session(),
                        best().number(),
                        symbol == null ? "" : " on " + symbol);
    }

    /** Whether an amendment or a paragraph was voted on. Only the academic publication has such votes. */
    boolean isOnPart() {
        return all.stream().allMatch(VoteStatement::isOnPart);
    }

    boolean isWithoutVote() {
        return all.stream().allMatch(VoteStatement::withoutVote);
    }

    boolean isStatedBy(Publication publication) {
        return all.stream().anyMatch(statement -> statement.publication() == publication);
    }

    /** The keys of the sources, the best first. */
    List<Long> sources() {
        return all.stream()
                .map(VoteStatement::source)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The slug of a vote that is not the vote on the resolution: by its number in the first publication that has one. */
    String slugByNumber() {
        VoteStatement stated = all.get(all.size() - 1);
        String number = Slug.fromName(stated.number());
        return switch (stated.publication()) {
            case ACADEMIC -> ParsedRollCall.ACADEMIC_SLUG + number;
            case UNXML -> body().prefix() + "vote-" + number;
            case LIBRARY -> symbol() == null ? body().prefix() + "vote-" + number : symbol().slug() + "-" + number;
        };
    }

    /** A name for the report. */
    String name() {
        return symbol() == null ? slugByNumber() : symbol().toString();
    }

    private <T> T first(Function<VoteStatement, T> detail) {
        return all.stream().map(detail).filter(Objects::nonNull).findFirst().orElse(null);
    }
}

package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.demarche.importing.unvotes.VoteProfile.Occasion;
import org.demarche.importing.unvotes.VoteProfile.Origin;
import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;
import org.demarche.stance.Position;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VoteMatchingTest {

    private static final String VOTES = "YYYYYYYYYYYYYYYNNNNNAAAAA";

    /** Two members voted otherwise. */
    private static final String CORRECTED = "YYYYYYYYYYYYYYYNNNNNAAAYY";

    private static final String OTHER_MOTION = "NNNNNNNNNNYYYYYYYYYYAAAAA";

    @Test
    void theSymbolTellsWhichVoteItIs() {
        VoteProfile recorded = academic("1").symbol("70/1").votes(VOTES);
        VoteProfile other = academic("2").symbol("70/2").votes(VOTES);
        VoteProfile incoming =
                library("507407").symbol("A/RES/70/1").date("2015-12-23").votes(VOTES);
        assertThat(match(incoming, recorded, other)).isSameAs(recorded);
    }

    @Test
    void lateCorrectionsAndAbsencesDoNotHide() {
        VoteProfile recorded = academic("1").symbol("70/1").votes(VOTES);
        VoteProfile incoming = library("507407").symbol("70/1").votes("XXYYYYYYYYYYYYYNNNNNAAAYY");
        assertThat(match(incoming, recorded)).isSameAs(recorded);
    }

    @Test
    void anotherMotionOnTheSameResolutionIsAnotherVote() {
        VoteProfile recorded = academic("1").symbol("70/1").votes(OTHER_MOTION);
        VoteProfile incoming = library("507407").symbol("70/1").votes(VOTES);
        assertThat(match(incoming, recorded)).isNull();
        assertThat(possible(incoming, recorded)).isSameAs(recorded);
    }

    @Test
    void ofSeveralVotesWithTheSymbolTheMostSimilarIsMeant() {
        VoteProfile motion = academic("1").symbol("70/1").votes(CORRECTED);
        VoteProfile adoption = academic("2").symbol("70/1").votes(VOTES);
        VoteProfile incoming = library("507407").symbol("70/1").votes(VOTES);
        assertThat(match(incoming, motion, adoption)).isSameAs(adoption);
    }

    @Test
    void ofEquallySimilarVotesTheEarlierNumberIsMeant() {
        VoteProfile later = academic("5783").symbol("70/1").votes(VOTES);
        VoteProfile earlier = academic("900").symbol("70/1").votes(VOTES);
        VoteProfile incoming = library("507407").symbol("70/1").votes(VOTES);
        assertThat(match(incoming, later, earlier)).isSameAs(earlier);
    }

    @Test
    void amendmentsAndParagraphsNeverMatch() {
        VoteProfile recorded = academic("1").symbol("70/1").onPart().votes(VOTES);
        VoteProfile incoming = library("507407").symbol("70/1").votes(VOTES);
        assertThat(match(incoming, recorded)).isNull();
        assertThat(possible(incoming, recorded)).isNull();
    }

    @Test
    void theMonthMustAgreeAndTheDayNeedNot() {
        VoteProfile incoming = library("1").symbol("70/1").date("2015-12-23").votes(VOTES);
        VoteProfile sameMonth = academic("1").symbol("70/1").date("2015-12-01").votes(VOTES);
        VoteProfile month = academic("1").symbol("70/1").date("2015-12").votes(VOTES);
        VoteProfile year = academic("1").symbol("70/1").date("2015").votes(VOTES);
        VoteProfile otherMonth = academic("1").symbol("70/1").date("2015-11").votes(VOTES);
        assertThat(match(incoming, sameMonth)).isSameAs(sameMonth);
        assertThat(match(incoming, month)).isSameAs(month);
        assertThat(match(incoming, year)).isSameAs(year);
        assertThat(match(incoming, otherMonth)).isNull();
        assertThat(possible(incoming, otherMonth)).isSameAs(otherMonth);
    }

    @Test
    void bodiesAreNotMixed() {
        VoteProfile council =
                unxml("S/RES/70(1948)").council().symbol("S/RES/70(1948)").votes(VOTES);
        VoteProfile assembly = library("1").symbol("A/RES/70(I)").votes(VOTES);
        assertThat(match(assembly, council)).isNull();
    }

    @Test
    void whereLettersDifferTheVotesDecide() {
        VoteProfile first = academic("1").symbol("R/31/6A").votes(VOTES);
        VoteProfile second = academic("2").symbol("R/31/6B").votes(OTHER_MOTION);
        VoteProfile incoming = library("1").symbol("A/RES/31/6[C]").votes(OTHER_MOTION);
        assertThat(match(incoming, first, second)).isSameAs(second);
    }

    @Test
    void specialSessionsAreFoundByTheirNumber() {
        VoteProfile recorded = academic("1").symbol("A/RES/3201(XXVIII)").votes(VOTES);
        VoteProfile incoming = library("1").symbol("A/RES/3201(S-VI)").votes(VOTES);
        assertThat(match(incoming, recorded)).isSameAs(recorded);
    }

    @Test
    void withoutSymbolsTheVotesDecideIfAllOthersAreClearlyWorse() {
        VoteProfile recorded = academic("1").session(5).votes(VOTES);
        VoteProfile other = academic("2").session(5).votes(OTHER_MOTION);
        VoteProfile incoming = library("1").session(5).symbol("A/RES/377(V)").votes(VOTES);
        assertThat(match(incoming, recorded, other)).isSameAs(recorded);
    }

    @Test
    void withoutSymbolsAVoteWithARivalIsOnlyPossiblyTheSame() {
        VoteProfile recorded = academic("1").session(5).votes(VOTES);
        VoteProfile rival = academic("2").session(5).votes(VOTES.substring(0, 24) + "Y");
        VoteProfile incoming = library("1").session(5).symbol("A/RES/377(V)").votes(VOTES);
        assertThat(match(incoming, recorded, rival)).isNull();
        assertThat(possible(incoming, recorded, rival)).isSameAs(recorded);
    }

    @Test
    void aRivalOnEitherSideMakesItUncertain() {
        VoteProfile recorded = academic("1").session(5).votes(VOTES);
        VoteProfile incoming = library("1").session(5).symbol("A/RES/377(V)").votes(VOTES);
        VoteProfile rival = library("2").session(5).symbol("A/RES/378(V)").votes(VOTES);
        VoteMatching matching = VoteMatching.of(List.of(incoming, rival), List.of(recorded));
        assertThat(matching.match(incoming)).isEmpty();
        assertThat(matching.match(rival)).isEmpty();
    }

    @Test
    void aMatchBySymbolLeavesFewerRivals() {
        VoteProfile known = academic("1").symbol("70/1").votes(VOTES);
        VoteProfile unknown = academic("2").votes(VOTES);
        VoteProfile first = library("1").symbol("70/1").votes(VOTES);
        VoteProfile second = library("2").symbol("70/2").votes(VOTES);
        VoteMatching matching = VoteMatching.of(List.of(second, first), List.of(unknown, known));
        assertThat(matching.match(first)).containsSame(known);
        assertThat(matching.match(second)).containsSame(unknown);
    }

    @Test
    void aSymbolThatContradictsIsNotOverruledByEqualVotes() {
        VoteProfile recorded = academic("1").symbol("70/1").votes(VOTES);
        VoteProfile incoming = library("1").symbol("70/2").votes(VOTES);
        assertThat(match(incoming, recorded)).isNull();
        assertThat(possible(incoming, recorded)).isNull();
    }

    @Test
    void otherSessionsAreNotCompared() {
        VoteProfile recorded = academic("1").session(5).date("1950-12").votes(VOTES);
        VoteProfile incoming = library("1").session(8).date("1950-12").votes(VOTES);
        assertThat(match(incoming, recorded)).isNull();
    }

    @Test
    void theSameTallyOfOtherMembersIsAnotherVote() {
        VoteProfile recorded = academic("1").session(5).votes(VOTES);
        VoteProfile incoming =
                library("1").session(5).votes(new StringBuilder(VOTES).reverse().toString());
        assertThat(match(incoming, recorded)).isNull();
    }

    @Test
    void anAdoptionWithoutAVoteIsKnownToThePublicationsOfTheUnitedNationsOnly() {
        VoteProfile unxml = unxml("A/RES/75/1").symbol("75/1").withoutVote().votes("");
        VoteProfile library = library("1").symbol("75/1").withoutVote().votes("");
        VoteProfile motion = academic("1").symbol("75/1").votes(VOTES);
        assertThat(match(library, unxml)).isSameAs(unxml);
        assertThat(match(unxml, motion)).isNull();
        assertThat(match(motion, unxml)).isNull();
    }

    @Test
    void theOrderOfTheListsAndOfThePublicationsDoesNotMatter() {
        List<VoteProfile> academic = new ArrayList<>(List.of(
                academic("1").symbol("31/6A").votes(VOTES),
                academic("2").symbol("31/6B").votes(OTHER_MOTION),
                academic("3").votes(VOTES),
                academic("4").symbol("31/7").votes(CORRECTED),
                academic("5").symbol("31/7").votes(VOTES)));
        List<VoteProfile> library = new ArrayList<>(List.of(
                library("1").symbol("31/6C").votes(VOTES),
                library("2").symbol("31/6A").votes(OTHER_MOTION),
                library("3").symbol("31/7").votes(VOTES),
                library("4").symbol("31/9").votes(CORRECTED)));
        List<String> forwards = pairs(library, academic, false);
        List<String> backwards = pairs(academic, library, true);
        Collections.reverse(academic);
        Collections.reverse(library);
        assertThat(forwards).isNotEmpty().containsExactlyInAnyOrderElementsOf(backwards);
        assertThat(pairs(library, academic, false)).containsExactlyInAnyOrderElementsOf(forwards);
    }

    private static List<String> pairs(List<VoteProfile> incoming, List<VoteProfile> recorded, boolean swapped) {
        VoteMatching matching = VoteMatching.of(incoming, recorded);
        return incoming.stream()
                .flatMap(vote ->
                        matching.match(vote).stream().map(other -> swapped ? other + " " + vote : vote + " " + other))
                .toList();
    }

    private static VoteProfile match(VoteProfile incoming, VoteProfile... recorded) {
        return VoteMatching.of(List.of(incoming), List.of(recorded))
                .match(incoming)
                .orElse(null);
    }

    private static VoteProfile possible(VoteProfile incoming, VoteProfile... recorded) {
        return VoteMatching.of(List.of(incoming), List.of(recorded))
                .possibleMatch(incoming)
                .orElse(null);
    }

    private static Builder academic(String number) {
        return new Builder(Publication.ACADEMIC, number);
    }

    private static Builder unxml(String number) {
        return new Builder(Publication.UNXML, number);
    }

    private static Builder library(String number) {
        return new Builder(Publication.LIBRARY, number);
    }

    private static final class Builder {

        private final Origin origin;
        private Body body = Body.GENERAL_ASSEMBLY;
        private Integer session;
        private String date = "2015-12";
        private ResolutionSymbol symbol;
        private boolean onPart;
        private boolean withoutVote;

        Builder(Publication publication, String number) {
            this.origin = new Origin(publication, number);
        }

        Builder council() {
            body = Body.SECURITY_COUNCIL;
            return this;
        }

        Builder session(int value) {
            session = value;
            return this;
        }

        Builder date(String value) {
            date = value;
            return this;
        }

        Builder symbol(String written) {
            symbol = ResolutionSymbol.of(written)
                    .or(() -> ResolutionSymbol.ofAcademic(written, 31))
                    .orElseThrow();
            return this;
        }

        Builder onPart() {
            onPart = true;
            return this;
        }

        Builder withoutVote() {
            withoutVote = true;
            return this;
        }

        /** @param letters Y, N, A or X for each member */
        VoteProfile votes(String letters) {
            byte[] votes = new byte[VOTES.length()];
            for (int voter = 0; voter < letters.length(); voter++) {
                votes[voter] = VoteProfile.code(
                        switch (letters.charAt(voter)) {
                            case 'Y' -> Position.SUPPORTS;
                            case 'N' -> Position.OPPOSES;
                            case 'A' -> Position.NEUTRAL;
                            default -> Position.ABSENT;
                        });
            }
            return new VoteProfile(
                    origin, new Occasion(body, session, new PartialDate(date), symbol, onPart, withoutVote), votes);
        }
    }
}

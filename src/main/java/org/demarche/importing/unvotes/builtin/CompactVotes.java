package org.demarche.importing.unvotes.builtin;

import java.util.Map;
import java.util.stream.Collectors;

import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.stance.Position;

/** The votes on a roll call as a text: a letter for each member of a list, in the order of the list. */
public final class CompactVotes {

    /** Instead of the letters: adopted without a vote. */
    static final String WITHOUT_VOTE = "-";

    private static final char UNKNOWN = '.';

    private static final Map<Character, Position> POSITIONS =
            Map.of('Y', Position.SUPPORTS, 'N', Position.OPPOSES, 'A', Position.NEUTRAL, 'X', Position.ABSENT);

    private static final Map<Position, Character> LETTERS =
            POSITIONS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private CompactVotes() {}

    /** @param members the indexes of the voters in the list */
    public static String write(ParsedRollCall rollCall, int[] members) {
        if (rollCall.isWithoutVote()) {
            return WITHOUT_VOTE;
        }
        StringBuilder letters = new StringBuilder(members.length);
        for (int member : members) {
            Position position = rollCall.vote(member);
            letters.append(position == null ? UNKNOWN : LETTERS.get(position).charValue());
        }
        return letters.toString();
    }

    /** @throws IllegalArgumentException when the letters are not votes of these members */
    static void read(String letters, ParsedRollCall rollCall, int[] members) {
        if (letters.equals(WITHOUT_VOTE)) {
            rollCall.withoutVote();
            return;
        }
        if (letters.length() != members.length) {
            throw new IllegalArgumentException("%d votes of %d members".formatted(letters.length(), members.length));
        }
        for (int i = 0; i < members.length; i++) {
            char letter = letters.charAt(i);
            if (letter == UNKNOWN) {
                continue;
            }
            Position position = POSITIONS.get(letter);
            if (position == null) {
                throw new IllegalArgumentException("vote '%s' is not Y, N, A, X or .".formatted(letter));
            }
            rollCall.vote(members[i], position);
        }
    }
}

package org.demarche.importing.unvotes.file;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import org.demarche.importing.ImportedFile;
import org.demarche.model.PartialDate;
import org.demarche.model.Slug;
import org.demarche.model.WebAddress;
import org.demarche.stance.Position;

/**
 * A vote of a body as one publication states it, whatever the layout of its files. What the publication does not state is
 * null. Readers fill it with the setters, which have the names of the fields and return the roll call.
 */
public final class ParsedRollCall {

    /** The slug of an academic roll call that is not the vote on a resolution begins with it. */
    public static final String ACADEMIC_SLUG = "un-ga-roll-call-";

    private static final byte NO_VOTE = 0;
    private static final Position[] POSITIONS = Position.values();

    private final Publication publication;
    private final String id;
    private final Body body;

    private Integer session;
    private String specialSession;
    private PartialDate date;
    private PartialDate inventedDay;
    private String symbol;
    private VoteKind kind;
    private String draft;
    private String meeting;
    private String agenda;
    private String title;
    private String summary;
    private List<String> subjects = List.of();
    private TreeMap<String, String> issues;
    private WebAddress address;
    private ImportedFile file;
    private boolean withoutVote;

    /** By the voter's index: 0, or the position's ordinal plus one. One byte each, because there are a million. */
    private final byte[] votes;

    /** @param id names the roll call among those of its publication */
    public ParsedRollCall(Publication publication, String id, Body body, int voters) {
        this.publication = publication;
        this.id = id;
        this.body = body;
        this.votes = new byte[voters];
    }

    public Publication publication() {
        return publication;
    }

    /** ACADEMIC: the number of the roll call. LIBRARY: the number of the record. UNXML: the symbol. */
    public String id() {
        return id;
    }

    public Body body() {
        return body;
    }

    /** The regular session; null for the Security Council. A special session counts with a regular one. */
    public Integer session() {
        return session;
    }

    public ParsedRollCall session(Integer value) {
        session = value;
        return this;
    }

    /** A special session such as S-10 or ES-11; null in a regular session, and where the publication does not tell. */
    public String specialSession() {
        return specialSession;
    }

    public ParsedRollCall specialSession(String value) {
        specialSession = value;
        return this;
    }

    /** As precisely as known: without a date in the file, the year in which the session began. */
    public PartialDate date() {
        return date != null ? date : new PartialDate(Integer.toString(Sessions.firstYear(session)));
    }

    public boolean isDated() {
        return date != null;
    }

    public ParsedRollCall date(PartialDate value) {
        date = value;
        return this;
    }

    /** The day in the file, if it is not true and only its month is used; otherwise null. */
    public PartialDate inventedDay() {
        return inventedDay;
    }

    public ParsedRollCall inventedDay(PartialDate value) {
        inventedDay = value;
        return this;
    }

    /** As written in the file. */
    public String symbol() {
        return symbol;
    }

    public ParsedRollCall symbol(String value) {
        symbol = value;
        return this;
    }

    public VoteKind kind() {
        return kind;
    }

    public ParsedRollCall kind(VoteKind value) {
        kind = value;
        return this;
    }

    /** The symbol of the draft, or of the first of them. */
    public String draft() {
        return draft;
    }

    public ParsedRollCall draft(String value) {
        draft = value;
        return this;
    }

    /** The symbol of the record of the meeting. */
    public String meeting() {
        return meeting;
    }

    public ParsedRollCall meeting(String value) {
        meeting = value;
        return this;
    }

    /** The title of the agenda item. */
    public String agenda() {
        return agenda;
    }

    public ParsedRollCall agenda(String value) {
        agenda = value;
        return this;
    }

    public String title() {
        return title;
    }

    public ParsedRollCall title(String value) {
        title = value;
        return this;
    }

    public String summary() {
        return summary;
    }

    public ParsedRollCall summary(String value) {
        summary = value;
        return this;
    }

    /** The subjects of the library's thesaurus, in the order of the file. */
    public List<String> subjects() {
        return subjects;
    }

    public ParsedRollCall subjects(List<String> value) {
        subjects = List.copyOf(value);
        return this;
    }

    /** The issues of the academic publication, names by slug; null when no file lists issues. */
    public TreeMap<String, String> issues() {
        return issues;
    }

    /** From now on the issues are known: none, until some are added. */
    public ParsedRollCall issuesKnown() {
        issues = new TreeMap<>();
        return this;
    }

    /** Where the publication shows this vote. */
    public WebAddress address() {
        return address;
    }

    public ParsedRollCall address(WebAddress value) {
        address = value;
        return this;
    }

    /** The file that states it, for the credit that its publisher asks for; null if the publisher asks for none. */
    public ImportedFile file() {
        return file;
    }

    public ParsedRollCall file(ImportedFile value) {
        file = value;
        return this;
    }

    /** Whether the draft was adopted without a vote, so that nobody took a position. */
    public boolean isWithoutVote() {
        return withoutVote;
    }

    /** Nobody took a position: removes the votes that have been read. */
    public ParsedRollCall withoutVote() {
        withoutVote = true;
        Arrays.fill(votes, NO_VOTE);
        return this;
    }

    /** The slug of its event while it is not known to be the vote on a resolution. */
    public String slug() {
        if (publication == Publication.ACADEMIC) {
            return ACADEMIC_SLUG + id;
        }
        return symbol == null ? body.prefix() + "vote-" + Slug.fromName(id) : "un-" + Slug.fromName(symbol);
    }

    public Position vote(int voter) {
        return votes[voter] == NO_VOTE ? null : POSITIONS[votes[voter] - 1];
    }

    public void vote(int voter, Position position) {
        votes[voter] = (byte) (position.ordinal() + 1);
    }

    void withdraw(int voter) {
        votes[voter] = NO_VOTE;
    }

    boolean hasSameVotesAs(ParsedRollCall other) {
        return withoutVote == other.withoutVote && Arrays.equals(votes, other.votes);
    }

    public Tally tally() {
        Tally tally = Tally.NONE;
        for (byte vote : votes) {
            if (vote != NO_VOTE) {
                tally = tally.plus(POSITIONS[vote - 1]);
            }
        }
        return tally;
    }
}

package org.demarche.importing.unvotes.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputFile;
import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.demarche.importing.unvotes.file.LibraryLayout.Column;
import org.demarche.model.ResolutionSymbol;
import org.demarche.model.WebAddress;
import org.demarche.stance.Position;

/**
 * Reads the bulk files of the UN Digital Library: a row for each vote and member, which repeats what is known of the vote.
 * The rows of a vote need not stand together.
 */
public final class LibraryFileReader {

    /** X and NV say only that the member took no part. */
    private static final Map<String, Position> POSITIONS = Map.of(
            "Y", Position.SUPPORTS,
            "N", Position.OPPOSES,
            "A", Position.NEUTRAL,
            "X", Position.ABSENT,
            "NV", Position.ABSENT);

    private static final Pattern NUMBER = Pattern.compile("0*(\\d{1,18})(?:\\.0+)?");
    private static final Pattern COUNT = Pattern.compile("0*(\\d{1,4})(?:\\.0+)?");
    private static final Pattern VALUES = Pattern.compile("\\s*\\|\\s*");

    private final ParsedFiles parsed;
    private final InputFile file;
    private final ImportedFile origin;
    private final Map<String, LibraryRecord> records = new LinkedHashMap<>();
    private LibraryLayout layout;

    /** @param origin the file, with what its publisher asks for */
    LibraryFileReader(ParsedFiles parsed, InputFile file, ImportedFile origin) {
        this.parsed = parsed;
        this.file = file;
        this.origin = origin;
    }

    /** A vote that an earlier file has as well is replaced: files are read by their dates of release. */
    void read(LongConsumer progress) {
        new CsvFile(file, "a file of votes of the UN Digital Library", List.of())
                .read(
                        names -> layout = new LibraryLayout(file.path(), names),
                        this::readRow,
                        parsed.rejectedRows(),
                        progress);
        records.values().forEach(this::finish);
    }

    private void readRow(CsvRow row) {
        try {
            vote(row, record(row));
        } catch (InvalidRowException invalid) {
            parsed.rejectedRows().add(row, invalid.reason(), invalid.getMessage());
        }
    }

    private void finish(LibraryRecord record) {
        ParsedRollCall rollCall = record.rollCall();
        if (record.isRejected()) {
            parsed.countRule("records of which all rows were rejected: no event");
            return;
        }
        if (!rollCall.isWithoutVote() && record.hasOnlyAbsences()) {
            rollCall.withoutVote();
        }
        if (rollCall.isWithoutVote()) {
            parsed.countRule("adopted without a vote: event without stances");
        }
        if (record.contradictsTotal()) {
            parsed.countRule("votes whose rows do not add up to the totals that they state: taken as listed");
        }
        rollCall.summary(RollCallSummary.of(rollCall));
        parsed.add(rollCall);
    }

    private LibraryRecord record(CsvRow row) throws InvalidRowException {
        String id = id(row);
        String date = layout.get(row, Column.DATE);
        String symbol = layout.get(row, Column.SYMBOL);
        LibraryRecord known = records.get(id);
        if (known == null) {
            known = new LibraryRecord(rollCall(row, id), date, symbol, total(row));
            records.put(id, known);
        } else if (!known.isOf(date, symbol)) {
            throw new InvalidRowException(
                    "contradicts an earlier row",
                    "record %s is %s in an earlier row, and %s of %s here".formatted(id, known, symbol, date));
        }
        return known;
    }

    /** The number of the record. A file without these has one vote for each symbol and day. */
    private String id(CsvRow row) throws InvalidRowException {
        String written = layout.get(row, Column.RECORD);
        Matcher number = NUMBER.matcher(written);
        if (number.matches()) {
            return number.group(1);
        }
        String symbol = layout.get(row, Column.SYMBOL);
        if (!written.isEmpty() || symbol.isEmpty()) {
            throw new InvalidRowException("invalid record number", "undl_id is '%s', not a number".formatted(written));
        }
        return symbol + " " + layout.get(row, Column.DATE);
    }

    private ParsedRollCall rollCall(CsvRow row, String id) throws InvalidRowException {
        String symbol = value(row, Column.SYMBOL);
        Body body = body(symbol);
        ParsedRollCall rollCall = new ParsedRollCall(
                        Publication.LIBRARY, id, body, parsed.voters().count())
                .date(parsed.past("date", WrittenDate.parse("date", layout.get(row, Column.DATE))))
                .kind(VoteKind.MAIN)
                .symbol(symbol)
                .draft(values(row, Column.DRAFT).stream().findFirst().orElse(null))
                .meeting(value(row, Column.MEETING))
                .agenda(value(row, Column.AGENDA))
                .title(ResolutionTitle.of(body, symbol, layout.get(row, Column.TITLE), layout.get(row, Column.AGENDA)))
                .subjects(values(row, Column.SUBJECTS))
                .address(address(row))
                .file(origin);
        if (body == Body.GENERAL_ASSEMBLY) {
            session(row, rollCall);
        }
        if (layout.get(row, Column.MODALITY).toLowerCase(Locale.ROOT).contains("without")) {
            rollCall.withoutVote();
        }
        return rollCall;
    }

    private Body body(String symbol) {
        return Optional.ofNullable(symbol)
                .flatMap(ResolutionSymbol::of)
                .map(resolution -> resolution.isOfSecurityCouncil() ? Body.SECURITY_COUNCIL : Body.GENERAL_ASSEMBLY)
                .orElseGet(layout::body);
    }

    private void session(CsvRow row, ParsedRollCall rollCall) throws InvalidRowException {
        String written = layout.get(row, Column.SESSION);
        SessionName session = SessionName.of(written)
                .or(() -> Optional.ofNullable(rollCall.symbol()).flatMap(SessionName::ofSymbol))
                .orElseThrow(() -> new InvalidRowException(
                        "invalid session",
                        "session is '%s'; write a number such as 79, or 10emsp, 29sp, ES-10 or S-29"
                                .formatted(written)));
        rollCall.session(session.countedWith(rollCall.date().firstDay())).specialSession(session.special());
    }

    private WebAddress address(CsvRow row) {
        String link = layout.get(row, Column.LINK);
        try {
            return link.isEmpty() ? null : new WebAddress(link);
        } catch (IllegalArgumentException notAnAddress) {
            parsed.countRule("records whose link is no web address: source without it");
            return null;
        }
    }

    private Tally total(CsvRow row) {
        Integer yes = count(row, Column.YES);
        Integer no = count(row, Column.NO);
        Integer abstentions = count(row, Column.ABSTENTIONS);
        if (yes == null && no == null && abstentions == null) {
            return null;
        }
        return new Tally(yes == null ? 0 : yes, no == null ? 0 : no, abstentions == null ? 0 : abstentions);
    }

    /** "166.0", "166" and "011" are numbers. Null for anything else. */
    private Integer count(CsvRow row, Column column) {
        Matcher count = COUNT.matcher(layout.get(row, column));
        return count.matches() ? Integer.valueOf(count.group(1)) : null;
    }

    private void vote(CsvRow row, LibraryRecord record) throws InvalidRowException {
        ParsedRollCall rollCall = record.rollCall();
        String vote = layout.get(row, Column.VOTE).toUpperCase(Locale.ROOT);
        String member = layout.get(row, Column.MEMBER).toUpperCase(Locale.ROOT);
        Position position = POSITIONS.get(vote);
        if (position != Position.ABSENT && !vote.isEmpty()) {
            record.voted();
        }
        if (position == null && !vote.isEmpty()) {
            throw new InvalidRowException("invalid vote", "ms_vote is '%s', not Y, N, A, X or NV".formatted(vote));
        }
        String code = parsed.voters()
                .byAlpha3(member, rollCall.date())
                .orElseThrow(() -> new InvalidRowException(
                        "unknown country",
                        "no member has the code '%s' (%s)".formatted(member, layout.get(row, Column.MEMBER_NAME))));
        if (rollCall.isWithoutVote()) {
            if (position != null && position != Position.ABSENT) {
                throw new InvalidRowException(
                        "vote in an adoption without a vote",
                        "ms_vote is '%s', but the modality says that there was no vote".formatted(vote));
            }
        } else if (position == null) {
            parsed.countRule("rows without a vote: no stance");
        } else {
            parsed.vote(row, rollCall, code, position);
        }
        record.read();
    }

    private String value(CsvRow row, Column column) {
        String value = layout.get(row, column);
        return value.isEmpty() ? null : value;
    }

    private List<String> values(CsvRow row, Column column) {
        return Arrays.stream(VALUES.split(layout.get(row, column)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}

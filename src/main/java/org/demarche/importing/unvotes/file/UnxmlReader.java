package org.demarche.importing.unvotes.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputFile;
import org.demarche.model.WebAddress;
import org.demarche.stance.Position;

/** Reads resolutions as UNxml publishes them: who voted how by name, or that there was no vote. */
public final class UnxmlReader {

    private static final Pattern NOT_IN_ADDRESS = Pattern.compile("[^A-Za-z0-9/().-]");

    private final ParsedFiles parsed;
    private final Map<String, ParsedRollCall> accepted = new LinkedHashMap<>();

    /** What cannot be imported, by slug: another copy of the same resolution may be whole. */
    private final Map<String, List<Rejected>> rejected = new LinkedHashMap<>();

    private record Rejected(UnxmlResolution resolution, InvalidRowException invalid) {}

    public UnxmlReader(ParsedFiles parsed) {
        this.parsed = parsed;
    }

    /** @param origin the file, with what its publisher asks for */
    public void read(InputFile file, ImportedFile origin, LongConsumer progress) {
        new UnxmlFile(file).read(resolution -> readOne(resolution, origin), progress);
    }

    /** After the last file. */
    public void finish() {
        rejected.forEach((slug, copies) -> {
            if (accepted.containsKey(slug)) {
                copies.forEach(copy ->
                        parsed.countRule("incomplete copies of a resolution that also has a whole one: ignored"));
            } else {
                copies.forEach(copy -> parsed.rejectedRows()
                        .add(
                                copy.resolution(),
                                copy.invalid().reason(),
                                copy.invalid().getMessage()));
            }
        });
        accepted.values().forEach(rollCall -> {
            parsed.add(rollCall);
            if (rollCall.isWithoutVote()) {
                parsed.countRule("adopted without a vote: event without stances");
            }
        });
    }

    private void readOne(UnxmlResolution resolution, ImportedFile origin) {
        String slug = resolution.symbol();
        try {
            ParsedRollCall rollCall = rollCall(resolution, origin);
            slug = rollCall.slug();
            vote(resolution, rollCall);
            complete(rollCall);
            add(resolution, slug, rollCall);
        } catch (InvalidRowException invalid) {
            rejected.computeIfAbsent(slug, none -> new ArrayList<>()).add(new Rejected(resolution, invalid));
        }
    }

    private void add(UnxmlResolution resolution, String slug, ParsedRollCall rollCall) {
        ParsedRollCall earlier = accepted.putIfAbsent(slug, rollCall);
        if (earlier == null) {
            return;
        }
        if (!earlier.hasSameVotesAs(rollCall) || !earlier.date().equals(rollCall.date())) {
            parsed.rejectedRows()
                    .add(
                            resolution,
                            "contradicts an earlier object",
                            "%s has other votes or another date in an earlier object".formatted(rollCall.symbol()));
            return;
        }
        parsed.countRule("resolutions that repeat another: ignored");
    }

    private ParsedRollCall rollCall(UnxmlResolution resolution, ImportedFile origin) throws InvalidRowException {
        if (resolution.containsNul()) {
            throw new InvalidRowException(
                    "character that cannot be stored", "the object contains the character U+0000");
        }
        String symbol = resolution.symbol();
        Body body = body(symbol);
        ParsedRollCall rollCall = new ParsedRollCall(
                        Publication.UNXML, symbol, body, parsed.voters().count())
                .date(parsed.past("adoption_date", WrittenDate.parse("adoption_date", resolution.date())))
                .symbol(symbol)
                .draft(resolution.draft())
                .meeting(resolution.meeting())
                .agenda(resolution.agenda().isEmpty() ? null : resolution.agenda())
                .title(ResolutionTitle.of(body, symbol, resolution.title(body), resolution.agenda()))
                .subjects(resolution.subjects())
                .file(origin);
        if (body == Body.GENERAL_ASSEMBLY) {
            SessionName session = SessionName.ofSymbol(symbol)
                    .orElseThrow(() -> new InvalidRowException(
                            "invalid symbol", "symbol is '%s'; it names no session".formatted(symbol)));
            rollCall.session(session.countedWith(rollCall.date().firstDay())).specialSession(session.special());
        }
        return rollCall;
    }

    /** Adds what follows from the rest: all votes are on whole drafts, and the symbol is a part of the address. */
    public static void complete(ParsedRollCall rollCall) {
        rollCall.kind(VoteKind.MAIN)
                .address(new WebAddress(Publication.UNXML.address()
                        + NOT_IN_ADDRESS.matcher(rollCall.symbol()).replaceAll("")))
                .summary(RollCallSummary.of(rollCall));
    }

    private static Body body(String symbol) throws InvalidRowException {
        if (symbol.startsWith("A/RES/")) {
            return Body.GENERAL_ASSEMBLY;
        }
        if (symbol.startsWith("S/RES/")) {
            return Body.SECURITY_COUNCIL;
        }
        throw new InvalidRowException(
                "invalid symbol", "symbol is '%s', not one such as A/RES/79/62 or S/RES/2722 (2024)".formatted(symbol));
    }

    private void vote(UnxmlResolution resolution, ParsedRollCall rollCall) throws InvalidRowException {
        MemberNames inFavour = new MemberNames(resolution.inFavour(), parsed.voters());
        MemberNames against = new MemberNames(resolution.against(), parsed.voters());
        MemberNames abstaining = new MemberNames(resolution.abstaining(), parsed.voters());
        Tally listed = new Tally(inFavour.count(), against.count(), abstaining.count());
        List<String> unknown = Stream.of(inFavour, against, abstaining)
                .flatMap(names -> names.unknown().stream())
                .toList();
        if (listed.equals(Tally.NONE) && unknown.isEmpty() && isWithoutVote(resolution)) {
            rollCall.withoutVote();
            return;
        }
        check(resolution, listed, unknown);
        if (inFavour.hasRepeated() || against.hasRepeated() || abstaining.hasRepeated()) {
            parsed.countRule("lists that name members twice: counted once");
        }
        vote(resolution, rollCall, inFavour, Position.SUPPORTS);
        vote(resolution, rollCall, against, Position.OPPOSES);
        vote(resolution, rollCall, abstaining, Position.NEUTRAL);
    }

    private void vote(UnxmlResolution resolution, ParsedRollCall rollCall, MemberNames names, Position position) {
        names.codes().forEach(code -> parsed.vote(resolution, rollCall, code, position));
    }

    /** Compares the lists with the counts and with the words about the adoption, of which one may be wrong. */
    private void check(UnxmlResolution resolution, Tally listed, List<String> unknown) throws InvalidRowException {
        List<Tally> stated = Stream.of(
                        Optional.ofNullable(resolution.counts()), Optional.ofNullable(Tally.in(resolution.adoption())))
                .flatMap(Optional::stream)
                .toList();
        if (listed.equals(Tally.NONE) && stated.stream().allMatch(Tally.NONE::equals)) {
            throw new InvalidRowException(
                    "unclear adoption",
                    "lists and counts are empty, and adoption_type is '%s', not 'Without a vote'"
                            .formatted(resolution.adoption()));
        }
        int distance = stated.stream().mapToInt(listed::distanceTo).min().orElse(unknown.size());
        if (distance > 1) {
            throw new InvalidRowException(
                    "lists contradict the counts",
                    "the lists name %s, the counts say %s, the adoption is '%s'%s"
                            .formatted(
                                    listed,
                                    resolution.counts(),
                                    resolution.adoption(),
                                    unknown.isEmpty() ? "" : "; unknown names: " + String.join(", ", unknown)));
        }
        if (stated.isEmpty()) {
            parsed.countRule("votes without counts: taken as listed");
        }
        unknown.forEach(name -> parsed.countRule("votes of %s, which is no known country: no stance".formatted(name)));
        stated.stream()
                .filter(tally -> !tally.equals(listed))
                .forEach(tally -> parsed.countRule("%s: the lists name %s, another place says %s: taken as listed"
                        .formatted(resolution.symbol(), listed, tally)));
        if (isWithoutVote(resolution)) {
            parsed.countRule("called adopted without a vote, but with lists of who voted how: taken as votes");
        }
    }

    private static boolean isWithoutVote(UnxmlResolution resolution) {
        String words = resolution.adoption().toLowerCase(Locale.ROOT);
        return words.contains("without") || words.contains("acclamation");
    }
}

package org.demarche.importing.unvotes.builtin;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.VoteKind;
import org.demarche.model.PartialDate;
import org.demarche.model.Slug;
import org.demarche.model.WebAddress;

/** The columns of the compact form except for the votes, and how each is written and read. Empty for what is unknown. */
public enum CompactColumn {
    ID(ParsedRollCall::id, (rollCall, value) -> {}),
    DATE(
            rollCall -> rollCall.isDated() ? rollCall.date() : null,
            (rollCall, value) -> rollCall.date(new PartialDate(value))),
    SYMBOL(ParsedRollCall::symbol, ParsedRollCall::symbol),
    SPECIAL_SESSION(ParsedRollCall::specialSession, ParsedRollCall::specialSession),
    KIND(
            rollCall -> rollCall.kind() == null ? null : lowerCase(rollCall.kind()),
            (rollCall, value) -> rollCall.kind(VoteKind.valueOf(value.toUpperCase(Locale.ROOT)))),
    DRAFT(ParsedRollCall::draft, ParsedRollCall::draft),
    MEETING(ParsedRollCall::meeting, ParsedRollCall::meeting),
    AGENDA(ParsedRollCall::agenda, ParsedRollCall::agenda),
    ADDRESS(ParsedRollCall::address, (rollCall, value) -> rollCall.address(new WebAddress(value))),
    ISSUES(
            rollCall -> rollCall.issues() == null
                    ? null
                    : rollCall.issues().isEmpty()
                            ? CompactColumn.NONE
                            : join(List.copyOf(rollCall.issues().values())),
            CompactColumn::setIssues),
    SUBJECTS(
            rollCall -> rollCall.subjects().isEmpty() ? null : join(rollCall.subjects()),
            (rollCall, value) -> rollCall.subjects(split(value))),
    TITLE(ParsedRollCall::title, ParsedRollCall::title);

    /** Says that a roll call has no issues; an empty column says that they are unknown. */
    private static final String NONE = "-";

    private static final String SEPARATOR = "|";

    private final Function<ParsedRollCall, Object> getter;
    private final BiConsumer<ParsedRollCall, String> setter;

    CompactColumn(Function<ParsedRollCall, Object> getter, BiConsumer<ParsedRollCall, String> setter) {
        this.getter = getter;
        this.setter = setter;
    }

    /** @throws IllegalArgumentException when there is none with the heading */
    static CompactColumn of(String heading) {
        return valueOf(heading.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String heading() {
        return lowerCase(this).replace('_', '-');
    }

    public String get(ParsedRollCall rollCall) {
        Object value = getter.apply(rollCall);
        return value == null ? "" : value.toString();
    }

    /** @throws IllegalArgumentException when the value is none of this column */
    void set(ParsedRollCall rollCall, String value) {
        if (!value.isEmpty()) {
            setter.accept(rollCall, value);
        }
    }

    private static void setIssues(ParsedRollCall rollCall, String value) {
        rollCall.issuesKnown();
        if (!value.equals(NONE)) {
            split(value).forEach(issue -> rollCall.issues().put(Slug.fromName(issue), issue));
        }
    }

    private static String join(List<String> values) {
        return String.join(SEPARATOR, values);
    }

    private static List<String> split(String values) {
        return List.of(values.split("\\" + SEPARATOR));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

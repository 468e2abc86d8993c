package org.demarche.exporting;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.demarche.alignment.AlignmentFilter;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.event.EventFilter;
import org.demarche.event.EventKind;
import org.demarche.event.EventStatus;
import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.TimeRange;
import org.demarche.stance.Position;
import org.demarche.stance.StanceFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class ExportRequestTest {

    @Test
    void valuesOfAListAreGivenOneByOneOrSeparatedByCommas() {
        StanceFilter filter =
                stances(Map.of("country", List.of("FR,DE", "RU"), "position", List.of("supports,PARTLY_OPPOSES")));
        assertThat(filter.countries()).containsExactly("FR", "DE", "RU");
        assertThat(filter.positions()).containsExactly(Position.SUPPORTS, Position.PARTLY_OPPOSES);
        assertThat(filter.events()).isNull();
        assertThat(stances(Map.of("publisher", List.of("United Nations, Dag Hammarskjöld Library", "B")))
                        .publishers())
                .containsExactly("United Nations, Dag Hammarskjöld Library", "B");
    }

    @Test
    void aYearOrMonthBeginsWithItsFirstDayAndEndsWithItsLast() {
        assertThat(stances(Map.of("from", List.of("2000"), "to", List.of("2015")))
                        .since())
                .isEqualTo(new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2015, 12, 31)));
        assertThat(stances(Map.of("to", List.of("2016-02"))).since())
                .isEqualTo(new DateRange(null, LocalDate.of(2016, 2, 29)));
        assertThat(stances(Map.of("from", List.of("2016-02-03"))).since())
                .isEqualTo(new DateRange(LocalDate.of(2016, 2, 3), null));
    }

    @Test
    void everyKindOfFieldIsRead() {
        StanceFilter stances = stances(Map.of(
                "inForceOn", List.of("2025-07-03"), "includePredecessors", List.of("true"), "bloc", List.of("NATO")));
        assertThat(stances.inForceOn()).isEqualTo("2025-07-03");
        assertThat(stances.includePredecessors()).isTrue();
        assertThat(stances(Map.of("revisedFrom", List.of("2026-01-02T03:04:05Z")))
                        .revised())
                .isEqualTo(new TimeRange(OffsetDateTime.parse("2026-01-02T03:04:05Z"), null));
        EventFilter events = request(
                        ExportKind.EVENTS,
                        Map.of("kind", List.of("vote"), "status", List.of("ongoing"), "search", List.of("a, b")))
                .filter(EventFilter.class);
        assertThat(events.kinds()).containsExactly(EventKind.VOTE);
        assertThat(events.statuses()).containsExactly(EventStatus.ONGOING);
        assertThat(events.search()).isEqualTo("a, b");
        ExportRequest alignments = request(
                ExportKind.ALIGNMENTS,
                Map.of("country", List.of("FR"), "minimumCommon", List.of("10"), "bom", List.of("true")));
        assertThat(alignments.filter(AlignmentFilter.class).minimumCommon()).isEqualTo(10);
        assertThat(alignments.filter(PairFilter.class).countries()).containsExactly("FR");
        assertThat(alignments.filter(CsvLayout.class).withByteOrderMark()).isTrue();
    }

    @Test
    void withoutParametersThereIsNoFilter() {
        assertThat(request(ExportKind.STANCES, Map.of()).filters()).isEmpty();
    }

    /** The query of a URL and the options of a command have all fields of a filter, also those that are added later. */
    @ParameterizedTest
    @EnumSource
    void everyFieldOfAFilterIsAParameterWithADescriptionOfItsOwn(ExportKind kind) {
        List<ExportParameter> parameters =
                ExportRequest.parameters(kind, ExportFormat.CSV).toList();
        assertThat(parameters).extracting(ExportParameter::name).doesNotHaveDuplicates();
        assertThat(parameters)
                .allSatisfy(parameter ->
                        assertThat(parameter.description()).as(parameter.name()).hasSizeGreaterThan(10));
        long fields = kind.filters().stream()
                .mapToLong(filter -> filter.getRecordComponents().length)
                .sum();
        assertThat(parameters).hasSizeGreaterThan((int) fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    contry            | FR      | there is no such parameter of stances.csv; use country,
                    countries         | FR      | there is no such parameter of stances.csv; use country,
                    position          | yes     | 'yes' is not one of SUPPORTS, PARTLY_SUPPORTS, NEUTRAL, PARTLY_OPPOSES, OPPOSES, ABSENT
                    from              | 2000-13 | '2000-13' is not allowed; write a date such as 2000, 2000-07 or 2000-07-03
                    inForceOn         | 2000    | '2000' is not allowed; write a day such as 2025-07-03
                    includePredecessors | yes   | 'yes' is not allowed; write true or false
                    country           | FR,     | it is empty; leave it out or give a value
                    event             | ""      | it is empty; leave it out or give a value
                    from              | " "     | it is empty; leave it out or give a value
                    """)
    void aMistakeIsNamed(String name, String value, String reason) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> stances(Map.of(name, List.of(value))))
                .hasMessageStartingWith(name + ": " + reason);
    }

    @Test
    void aCharacterThatCannotBeStoredIsRejected() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> request(ExportKind.EVENTS, Map.of("search", List.of("a\0b"))))
                .hasMessage("search: it contains the character U+0000, which cannot be stored; leave it out.");
    }

    @Test
    void aSingleValueIsGivenOnce() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> stances(Map.of("from", List.of("2000", "2001"))))
                .hasMessage("from: it is given more than once; give one value.");
    }

    @Test
    void theLayoutOfATableIsNoParameterOfOtherFormats() {
        assertRefused(
                        ErrorCode.INVALID_ARGUMENT,
                        () -> ExportRequest.of(ExportKind.EVENTS, ExportFormat.JSONL, Map.of("bom", List.of("true"))))
                .hasMessageStartingWith("bom: there is no such parameter of events.jsonl; use ");
    }

    @Test
    void anErrorOfAFilterNamesTheParameter() {
        ExportRequest request = request(ExportKind.STANCES, Map.of());
        assertThat(request.inParameters("filter.events: 'A' is not a slug.")).isEqualTo("event: 'A' is not a slug.");
        assertThat(request.inParameters("filter.since: from is later than to."))
                .isEqualTo("from and to: from is later than to.");
        assertThat(request.inParameters("Another.")).isEqualTo("Another.");
    }

    private static StanceFilter stances(Map<String, List<String>> given) {
        return request(ExportKind.STANCES, given).filter(StanceFilter.class);
    }

    /** @throws ClientErrorException as the request does */
    private static ExportRequest request(ExportKind kind, Map<String, List<String>> given) {
        return ExportRequest.of(kind, ExportFormat.CSV, given);
    }
}

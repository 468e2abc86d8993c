package org.demarche.exporting;

import java.util.List;

import org.demarche.alignment.Alignment;
import org.demarche.alignment.AlignmentPairs;
import org.demarche.event.ExportedEvent;
import org.demarche.stance.ExportedStance;

/** The columns of the tables. Clients read them by name: a column is never renamed, and new ones come last. */
final class Tables {

    static final List<Column<ExportedStance>> STANCES = List.of(
            Column.code("event", ExportedStance::event),
            Column.code("symbol", ExportedStance::symbol),
            Column.text("eventTitle", ExportedStance::eventTitle),
            Column.code("eventKind", ExportedStance::eventKind),
            Column.code("eventDate", ExportedStance::eventDate),
            Column.code("country", ExportedStance::country),
            Column.text("countryName", ExportedStance::countryName),
            Column.code("position", ExportedStance::position),
            Column.code("act", ExportedStance::act),
            Column.code("since", ExportedStance::since),
            Column.code("until", ExportedStance::until),
            Column.text("summary", ExportedStance::summary),
            Column.text("quote", ExportedStance::quote),
            Column.text("speaker", ExportedStance::speaker),
            Column.code("confidence", ExportedStance::confidence),
            Column.code("sources", ExportedStance::sources),
            Column.text("publishers", ExportedStance::publishers));

    static final List<Column<ExportedEvent>> EVENTS = List.of(
            Column.code("event", ExportedEvent::slug),
            Column.code("symbol", ExportedEvent::symbol),
            Column.text("title", ExportedEvent::title),
            Column.code("kind", ExportedEvent::kind),
            Column.code("status", ExportedEvent::status),
            Column.code("date", ExportedEvent::date),
            Column.code("endDate", ExportedEvent::endDate),
            Column.text("summary", ExportedEvent::summary),
            Column.code("topics", ExportedEvent::topics),
            Column.text("participants", ExportedEvent::participants),
            Column.code("supports", event -> event.count("SUPPORTS")),
            Column.code("partlySupports", event -> event.count("PARTLY_SUPPORTS")),
            Column.code("neutral", event -> event.count("NEUTRAL")),
            Column.code("partlyOpposes", event -> event.count("PARTLY_OPPOSES")),
            Column.code("opposes", event -> event.count("OPPOSES")),
            Column.code("absent", event -> event.count("ABSENT")),
            Column.code("margin", ExportedEvent::margin),
            Column.code("sources", ExportedEvent::sources));

    static final List<Column<Alignment>> ALIGNMENTS = List.of(
            Column.code("country", pair -> pair.getCountry().getCode()),
            Column.text("countryName", pair -> pair.getCountry().englishName()),
            Column.code("with", pair -> pair.getWith().getCode()),
            Column.text("withName", pair -> pair.getWith().englishName()),
            Column.code("score", Alignment::getScore),
            Column.code("common", Alignment::getCommon),
            Column.code("same", Alignment::getSame),
            Column.code("opposite", Alignment::getOpposite),
            Column.code("kappa", AlignmentPairs::kappa));

    private Tables() {}
}

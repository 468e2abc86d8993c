package org.demarche.importing.record;

import java.util.Set;

import org.demarche.importing.unvotes.StatedVoteRepository.OnEvent;
import org.demarche.importing.unvotes.VoteStatement;
import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.VoteKind;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;

/** Reads what publications state about a vote of the United Nations. */
final class PublicationReader {

    static final Set<String> PUBLICATION = Set.of(
            "publication",
            "number",
            "body",
            "session",
            "specialSession",
            "date",
            "symbol",
            "writtenSymbol",
            "kind",
            "draft",
            "meeting",
            "title",
            "summary",
            "withoutVote",
            "source");

    private PublicationReader() {}

    static OnEvent read(YamlMapping mapping, long event, KeyLookup keys) {
        String source = mapping.text("source");
        return new OnEvent(
                event,
                new VoteStatement(
                        mapping.constant("publication", Publication.class),
                        mapping.required("number"),
                        mapping.constant("body", Body.class),
                        mapping.convert("session", PublicationReader::session),
                        mapping.text("specialSession"),
                        mapping.convert("date", PartialDate::new),
                        mapping.convert("symbol", PublicationReader::symbol),
                        mapping.text("writtenSymbol"),
                        mapping.text("kind") == null ? null : mapping.constant("kind", VoteKind.class),
                        mapping.text("draft"),
                        mapping.text("meeting"),
                        mapping.text("title"),
                        mapping.text("summary"),
                        Boolean.TRUE.equals(mapping.convert("withoutVote", PublicationReader::flag)),
                        source == null ? null : keys.source(mapping, "source", source)));
    }

    private static Integer session(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("'%s' is not the number of a session".formatted(text), notANumber);
        }
    }

    private static ResolutionSymbol symbol(String text) {
        return ResolutionSymbol.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not the symbol of a resolution; write it as A/RES/68/262".formatted(text)));
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'%s' is not allowed; write true or false".formatted(text));
        }
        return Boolean.valueOf(text);
    }
}

package org.demarche.source;

import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** A source as a record states it. Two with the same words are the same source. */
public record SourceDraft(
        String title, String publisher, String author, WebAddress url, PartialDate publishedOn, String language) {

    CitedSource source() {
        CitedSource source = new CitedSource();
        source.title = title;
        source.publisher = publisher;
        source.author = author;
        source.address = url == null ? null : url.toString();
        source.published = publishedOn == null ? null : publishedOn.toString();
        source.language = language;
        return source;
    }
}

package org.demarche.source;

import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** A source as described by a record. Drafts with equal fields are the same source. */
public record SourceDraft(
        String title, String publisher, String author, WebAddress url, PartialDate publishedOn, String language) {

    CitedSource source() {
        CitedSource source = new CitedSource();
        source.title = title;
        source.publisher = publisher;
        source.author = author;
        source.urlText = url == null ? null : url.toString();
        source.publishedOnText = publishedOn == null ? null : publishedOn.toString();
        source.language = language;
        return source;
    }
}

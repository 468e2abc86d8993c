package org.demarche.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.UserErrorCode;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("SourceInput")
@Description("Where a statement can be checked. Sources with equal fields are the same source.")
public record SourceInput(
        @NonNull @Description("What the article, document or page is called: at most 500 characters.")
        String title,

        @Description("The newspaper, institution or site: at most 200 characters.")
        String publisher,

        @Description("Who wrote it: at most 200 characters.")
        String author,

        @Description("Where it can be read: at most 2000 characters, without a user name.")
        WebAddress url,

        @Description("The day of publication, as exactly as known.")
        PartialDate publishedOn,

        @Description("The language that it is written in, as a BCP 47 tag: en, pt-BR.")
        String language) {

    /** For an event or a stance. */
    private static final int MAX_SOURCES = 50;

    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 200;
    private static final int MAX_URL = 2000;

    /** The sources as drafts. Reports errors, also if there is no source. Null if the list is null. */
    public static List<SourceDraft> drafts(InputCheck check, List<SourceInput> given) {
        if (given == null) {
            return null;
        }
        if (given.isEmpty()) {
            check.add(UserErrorCode.MISSING_SOURCE, "At least one source is needed.", "sources");
        }
        if (!check.isSet("sources", given, MAX_SOURCES, source -> source)) {
            return List.of();
        }
        List<SourceDraft> drafts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            drafts.add(given.get(i).draft(check.item("sources", i)));
        }
        return drafts;
    }

    private SourceDraft draft(InputCheck check) {
        checkAddress(check);
        return new SourceDraft(
                check.requiredLine("title", title, MAX_TITLE),
                check.line("publisher", publisher, MAX_NAME),
                check.line("author", author, MAX_NAME),
                url,
                publishedOn,
                tag(check));
    }

    /** A reader of "https://un.org@example.com" believes that it leads to the United Nations. */
    private void checkAddress(InputCheck check) {
        if (url != null && url.toString().length() > MAX_URL) {
            check.invalid(
                    "url",
                    "It has %d characters; at most %d are allowed."
                            .formatted(url.toString().length(), MAX_URL));
        } else if (url != null && URI.create(url.toString()).getUserInfo() != null) {
            check.invalid("url", "It contains a user name; leave out what stands before the @.");
        }
    }

    private String tag(InputCheck check) {
        try {
            return language == null
                    ? null
                    : new Locale.Builder()
                            .setLanguageTag(language.strip())
                            .build()
                            .toLanguageTag();
        } catch (IllformedLocaleException invalid) {
            check.invalid("language", "It is not a BCP 47 tag; write one such as en, ru or pt-BR.");
            return null;
        }
    }

    /** All fields, to tell inputs apart. */
    public List<Object> content() {
        return Arrays.asList(title, publisher, author, url, publishedOn, language);
    }

    /** All fields of all sources, to tell inputs apart. */
    public static List<?> contents(List<SourceInput> sources) {
        return sources == null
                ? null
                : sources.stream().map(SourceInput::content).toList();
    }
}

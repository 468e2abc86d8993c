package org.demarche.importing.unvotes;

import java.util.regex.Pattern;

import org.demarche.model.SortKey;

/** What roll calls are about, as the source groups them. */
final class IssueTopics {

    private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-|-$");

    private IssueTopics() {}

    /** human-rights; empty for a name that has neither Latin letters nor digits. */
    static String slug(String issue) {
        String hyphened = NOT_IN_SLUG.matcher(SortKey.of(issue)).replaceAll("-");
        return OUTER_HYPHENS.matcher(hyphened).replaceAll("");
    }
}

package org.demarche.graphql.limit;

import org.demarche.config.LimitSettings;

/**
 * How much a selection has, with fragments counted each time that they are used.
 *
 * @param depth the number of fields from the outermost to the innermost
 * @param rootFields the fields at the top of the selection
 * @param nesting the number of fragments from the outermost to the innermost
 */
record DocumentSize(long fields, long depth, long rootFields, long aliases, long directives, long nesting) {

    static final DocumentSize NONE = new DocumentSize(0, 0, 0, 0, 0, 0);

    void check(LimitSettings settings) {
        RequestLimit.DIRECTIVES.check(directives, settings);
        RequestLimit.ROOT_FIELDS.check(rootFields, settings);
        RequestLimit.ALIASES.check(aliases, settings);
        RequestLimit.FIELDS.check(fields, settings);
        RequestLimit.DEPTH.check(Math.max(depth, nesting), settings);
    }

    /** Of a selection after another one. */
    DocumentSize plus(DocumentSize other) {
        return new DocumentSize(
                sum(fields, other.fields),
                Math.max(depth, other.depth),
                sum(rootFields, other.rootFields),
                sum(aliases, other.aliases),
                sum(directives, other.directives),
                Math.max(nesting, other.nesting));
    }

    DocumentSize withDirectives(int more) {
        return more == 0 ? this : new DocumentSize(fields, depth, rootFields, aliases, sum(directives, more), nesting);
    }

    /** Of a field with this selection. */
    DocumentSize inField(boolean hasAlias) {
        return new DocumentSize(sum(fields, 1), depth + 1, 1, sum(aliases, hasAlias ? 1 : 0), directives, nesting);
    }

    /** Of a fragment with this selection. */
    DocumentSize inFragment() {
        return new DocumentSize(fields, depth, rootFields, aliases, directives, nesting + 1);
    }

    private static long sum(long a, long b) {
        return Math.min(a + b, RequestLimit.MANY);
    }
}

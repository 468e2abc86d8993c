package org.demarche.graphql.loader;

import java.util.Set;

/**
 * The columns of an entity, divided into those that most requests need and the details, which are read only for a
 * request that asks for one of them. Columns stand first in a row and are read by index: a lookup by name takes as long as
 * the rest of reading an entity.
 */
public final class EntityColumns {

    private final Selected brief;
    private final Selected all;
    private final Set<String> detailFields;

    /**
     * @param detailFields the fields in the schema that need a detail column
     */
    public EntityColumns(String brief, String details, Set<String> detailFields) {
        this.brief = new Selected(brief, false);
        this.all = new Selected(brief + ", " + details, true);
        this.detailFields = detailFields;
    }

    public Selected all() {
        return all;
    }

    /** Those that the fields of a document need. */
    public Selected neededBy(DocumentFields fields) {
        return fields.containsAny(detailFields) ? all : brief;
    }

    /**
     * Columns that a statement selects.
     *
     * @param sql the columns, separated by commas
     * @param withDetails whether the details follow the others
     */
    public record Selected(String sql, boolean withDetails) {}
}

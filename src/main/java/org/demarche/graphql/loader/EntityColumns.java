package org.demarche.graphql.loader;

import java.util.Set;

/**
 * The columns of an entity, divided into those that most requests need, the details, and what the global id is made of.
 * The last two are read only for a request that asks for a field which needs them. The other columns stand first in a row
 * and are read by index: a lookup by name takes as long as the rest of reading an entity.
 */
public final class EntityColumns {

    private static final Set<String> ID_FIELD = Set.of("id");

    private final String brief;
    private final String details;
    private final String names;
    private final Set<String> detailFields;
    private final Selected all;

    /**
     * @param detailFields the fields in the schema that need a detail column
     * @param names the expressions of the global id, which are read by their names
     */
    public EntityColumns(String brief, String details, Set<String> detailFields, String names) {
        this.brief = brief;
        this.details = details;
        this.names = names;
        this.detailFields = detailFields;
        this.all = selected(true, true);
    }

    public Selected all() {
        return all;
    }

    /** Those that the fields of a document need. */
    public Selected neededBy(DocumentFields fields) {
        return selected(fields.containsAny(detailFields), fields.containsAny(ID_FIELD));
    }

    private Selected selected(boolean withDetails, boolean withNames) {
        return new Selected(
                brief + (withDetails ? ", " + details : "") + (withNames ? ", " + names : ""), withDetails, withNames);
    }

    /**
     * Columns that a statement selects.
     *
     * @param sql the columns, separated by commas
     * @param withDetails whether the details follow the others
     * @param withNames whether the expressions of the global id follow
     */
    public record Selected(String sql, boolean withDetails, boolean withNames) {}
}

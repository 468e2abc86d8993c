package org.demarche.graphql.relay;

import java.util.Set;

import org.demarche.paging.Keyset;
import org.demarche.paging.PageRequest;

/**
 * The paging arguments of a list, declared once for all lists. A resolver takes them as one record; {@link RelaySchema}
 * puts the record's fields in the place of that argument when the schema is finished.
 */
public sealed interface PageArguments permits ConnectionArguments, ForwardArguments {

    /** The input types that SmallRye derives from the records. They are not part of the finished schema. */
    Set<String> INPUT_TYPES = Set.of(ConnectionArguments.INPUT_TYPE, ForwardArguments.INPUT_TYPE);

    <T> PageRequest<T> request(Keyset<T> keyset);
}

package org.demarche.graphql.relay;

import org.demarche.paging.Keyset;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/** Paging in both directions. */
@Input(ConnectionArguments.INPUT_TYPE)
public record ConnectionArguments(
        @Description("How many from the start, 0 to " + PageRequest.MAX_SIZE + "; " + PageRequest.DEFAULT_SIZE
                + " when left out.")
        Integer first,

        @Description("Only those behind this cursor.") String after,

        @Description("How many from the end, 0 to " + PageRequest.MAX_SIZE + ".")
        Integer last,

        @Description("Only those before this cursor.") String before)
        implements PageArguments {

    static final String INPUT_TYPE = "ConnectionArguments";

    @Override
    public <T> PageRequest<T> request(Keyset<T> keyset) {
        return PageRequest.of(keyset, first, after, last, before);
    }
}

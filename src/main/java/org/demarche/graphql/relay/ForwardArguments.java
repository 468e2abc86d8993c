package org.demarche.graphql.relay;

import org.demarche.paging.Keyset;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/** Paging from the start to the end only. */
@Input(ForwardArguments.INPUT_TYPE)
public record ForwardArguments(
        @Description("How many, 0 to " + PageRequest.MAX_SIZE + "; " + PageRequest.DEFAULT_SIZE + " when left out.")
        Integer first,

        @Description("Only those behind this cursor.") String after)
        implements PageArguments {

    static final String INPUT_TYPE = "ForwardArguments";

    @Override
    public <T> PageRequest<T> request(Keyset<T> keyset) {
        return PageRequest.of(keyset, first, after);
    }
}

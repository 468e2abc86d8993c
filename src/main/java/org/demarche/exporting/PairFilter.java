package org.demarche.exporting;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.graphql.Description;

/** Which pairs of countries. */
@RegisterForReflection // For FilterReader.
public record PairFilter(
        @Description("Codes of countries: only pairs with one of them.")
        List<String> countries) {

    static final PairFilter NONE = new PairFilter(null);
}

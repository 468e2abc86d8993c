package org.demarche.country;

import java.util.List;

import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("CountryFilter")
@Description("Which countries: all given fields must hold; within a list any value may.")
public record CountryFilter(
        @Nullable @Description("ISO 3166 codes, as country(code:) takes them.")
        List<@NonNull String> codes,

        @Nullable @Description("UN M49 regions or subregions, by their English names.")
        List<@NonNull String> regions,

        @Description("The code of a bloc: its members today.")
        String bloc,

        @Description("Words of a name, in many languages: as search(text:) takes them.")
        String search,

        @Description("True for former countries only, false for present ones only.")
        Boolean former) {

    static final CountryFilter NONE = new CountryFilter(null, null, null, null, null);
}

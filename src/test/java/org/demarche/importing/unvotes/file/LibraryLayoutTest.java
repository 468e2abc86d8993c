package org.demarche.importing.unvotes.file;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.demarche.importing.ImportException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LibraryLayoutTest {

    private static final Path FILE = Path.of("voting.csv");

    @Test
    void theLayoutsOfBothBodiesAreToldApart() {
        assertThat(layout("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,total_yes")
                        .body())
                .isEqualTo(Body.GENERAL_ASSEMBLY);
        assertThat(layout("undl_id,ms_codes,ms_names,ms_votes,date,session,resolutions,yes,no,non-voting")
                        .body())
                .isEqualTo(Body.GENERAL_ASSEMBLY);
        assertThat(layout("undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,modality")
                        .body())
                .isEqualTo(Body.SECURITY_COUNCIL);
        assertThat(layout("undl_id,ms_code,ms_vote,date,resolution,description").body())
                .isEqualTo(Body.SECURITY_COUNCIL);
    }

    @Test
    void theWideFileIsRefusedByName() {
        assertThatThrownBy(
                        () -> layout("undl_id,date,session,resolution,AFGHANISTAN,ALBANIA,FRANCE,total_yes,total_no"))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("voting.csv is the library's wide file, with a column for each country;")
                .hasMessageContaining("ms_code");
    }

    @Test
    void theFileOfOutcomesIsRefusedByName() {
        assertThatThrownBy(() -> layout("undl_id,date,session,resolution,total_yes,total_no,total_abstentions"))
                .hasMessageStartingWith(
                        "voting.csv is the library's file of outcomes, which has totals without members;");
    }

    @Test
    void anyOtherFileIsRefusedWithTheColumnsThatItLacks() {
        assertThatThrownBy(() -> layout("rcid,country,country_code,vote"))
                .hasMessageStartingWith("voting.csv is not a file of votes of the UN Digital Library:")
                .hasMessageContaining("undl_id or resolution, date, ms_code and ms_vote");
    }

    private static LibraryLayout layout(String header) {
        Set<String> names = new LinkedHashSet<>(List.of(header.split(",")));
        return new LibraryLayout(FILE, names);
    }
}

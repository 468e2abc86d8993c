package org.demarche.country;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.demarche.support.SharedFiles;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the record with public lists of the same facts, if present: they are not part of this repository. */
class PublicListsTest {

    @Test
    @SuppressWarnings("unchecked")
    void theMembersOfTheUnJoinedWhenItsListSaysSo() throws IOException {
        Path list = SharedFiles.file("countries/un_members_admission.csv");
        Map<String, Object> record =
                new Yaml().load(Files.readString(Path.of("src/main/resources/record/blocs-un.yaml")));
        Map<String, Object> un = ((List<Map<String, Object>>) record.get("blocs")).get(0);
        TreeSet<String> ours = new TreeSet<>();
        for (Map<String, Object> member : (List<Map<String, Object>>) un.get("members")) {
            if (!member.containsKey("until")) {
                ours.add(day(member.get("from")));
            }
        }
        TreeSet<String> theirs = new TreeSet<>();
        DateTimeFormatter form = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        for (String line : Files.readAllLines(list)) {
            java.util.regex.Matcher date = java.util.regex.Pattern.compile("(\\d{1,2} [A-Z][a-z]+ (19|20)\\d\\d)")
                    .matcher(line);
            if (date.find()) {
                theirs.add(LocalDate.parse(date.group(1), form).toString());
            }
        }
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    @SuppressWarnings("unchecked")
    void codesAndRegionsAreThoseOfM49() throws IOException {
        Path list = SharedFiles.file("countries/iso3166-1.json");
        Map<String, String> theirs = new HashMap<>();
        Map<String, Object> codes = new Yaml().load(Files.readString(list));
        for (Map<String, Object> entry : (List<Map<String, Object>>) codes.get("3166-1")) {
            theirs.put((String) entry.get("alpha_2"), entry.get("alpha_3") + " " + entry.get("numeric"));
        }
        Map<String, Object> record =
                new Yaml().load(Files.readString(Path.of("src/main/resources/record/countries-present.yaml")));
        Map<String, String> ours = new HashMap<>();
        for (Map<String, Object> country : (List<Map<String, Object>>) record.get("countries")) {
            ours.put(String.valueOf(country.get("code")), country.get("code3") + " " + country.get("numericCode"));
        }
        assertThat(ours.remove("XK")).isNotNull();
        assertThat(ours).isEqualTo(theirs);
    }

    private static String day(Object yaml) {
        return yaml instanceof java.util.Date date
                ? date.toInstant().toString().substring(0, 10)
                : String.valueOf(yaml);
    }
}

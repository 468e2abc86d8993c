package org.demarche.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.attack.Attack.Group;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of attacks in the manual are generated from the attacks that AttackIT performs. */
class AttackTableTest {

    private static final Path PAGE = Path.of("src/site/markdown/security.md");
    private static final List<Attack> ATTACKS =
            Attack.all().map(Attack::described).toList();
    private static final Pattern TABLES =
            Pattern.compile("(?<=<!-- attacks -->\n).*?(?=<!-- /attacks -->)", Pattern.DOTALL);

    /** To update them: mvn test -Dtest=AttackTableTest -Ddemarche.write-attacks=true */
    @Test
    void theTablesAreUpToDate() throws IOException {
        String tables = Stream.of(Group.values()).map(AttackTableTest::table).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("demarche.write-attacks")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, TABLES.matcher(page).replaceFirst(Matcher.quoteReplacement(tables)));
        }
        Matcher shown = TABLES.matcher(Files.readString(PAGE));
        assertThat(shown.find()).as("markers in %s", PAGE).isTrue();
        assertThat(shown.group()).isEqualTo(tables);
    }

    /** Otherwise a report would not tell which one failed. */
    @Test
    void eachAttackHasItsOwnName() {
        assertThat(ATTACKS).extracting(Attack::name).doesNotHaveDuplicates();
    }

    private static String table(Group group) {
        return ATTACKS.stream()
                .filter(attack -> attack.group() == group)
                .collect(Collectors.groupingBy(Attack::row, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(row -> "| %s | %d | %s |%n"
                        .formatted(escaped(row.getKey()), row.getValue().size(), escaped(outcomes(row.getValue()))))
                .collect(Collectors.joining(
                        "", "| %s | Tests | What it gets |%n|---|--:|---|%n".formatted(group.title()), ""));
    }

    private static String outcomes(List<Attack> row) {
        return row.stream().map(attack -> attack.outcome().text()).distinct().collect(Collectors.joining("; "));
    }

    /** Neither the end of a cell nor the start of an element. */
    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}

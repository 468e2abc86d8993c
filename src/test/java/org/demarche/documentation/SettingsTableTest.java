package org.demarche.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of settings in the manual is generated from the settings interfaces and their Javadoc. */
class SettingsTableTest {

    private static final Path PAGE = Path.of("src/site/markdown/configuration.md");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- settings -->\n).*?(?=<!-- /settings -->)", Pattern.DOTALL);

    /** To update it: mvn test -Dtest=SettingsTableTest -Ddemarche.write-settings=true */
    @Test
    void theTableIsUpToDate() throws IOException {
        String table = SettingsTable.read(Path.of("src/main/java/org/demarche/config"));
        if (Boolean.getBoolean("demarche.write-settings")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table)));
        }
        Matcher shown = TABLE.matcher(Files.readString(PAGE));
        assertThat(shown.find()).as("markers in %s", PAGE).isTrue();
        assertThat(shown.group()).isEqualTo(table);
    }
}

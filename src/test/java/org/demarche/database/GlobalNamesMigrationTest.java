package org.demarche.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.database.embedded.PasswordFile;
import org.demarche.support.DataFolder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Events that the version before has recorded get the names that a rebuilt database gives them. */
class GlobalNamesMigrationTest {

    /** The schema before events had names. */
    private static final String BEFORE = "26";

    private static final String EVENTS = """
            insert into event (slug, title, title_key, kind, status, date) values
                ('a-meeting', 'A meeting', 'a meeting', 'MEETING', 'OCCURRED', '2020'),
                ('un-ga-roll-call-5', 'Five', 'five', 'VOTE', 'OCCURRED', '1946'),
                ('un-a-res-74-62', 'Of both', 'of both', 'VOTE', 'OCCURRED', '2019'),
                ('un-s-res-2600-2021', 'Haiti', 'haiti', 'VOTE', 'OCCURRED', '2021');
            insert into un_vote (event_id, publication, number, body)
            select e.id, v.publication, v.number, 'GENERAL_ASSEMBLY' from event e join (values
                ('un-ga-roll-call-5', 'ACADEMIC', '5'),
                ('un-a-res-74-62', 'UNXML', 'A/RES/74/62'), ('un-a-res-74-62', 'ACADEMIC', '6001'),
                ('un-a-res-74-62', 'LIBRARY', '3840000'),
                ('un-s-res-2600-2021', 'LIBRARY', '3940000')) v(slug, publication, number) on v.slug = e.slug
            """;

    private static final String NAMES =
            "select slug || ' ' || coalesce(global_name, '-') from event order by slug collate \"C\"";

    @TempDir
    Path folder;

    @Test
    void votesOfEarlierVersionsAreNamedByTheirNumbers() throws IOException, SQLException {
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(folder)) {
            String url = "jdbc:" + database.reactiveUrl();
            String password =
                    PasswordFile.of(folder).password(PasswordFile.SUPERUSER).orElseThrow();
            FluentConfiguration migration = Flyway.configure()
                    .dataSource(url, PasswordFile.SUPERUSER, password)
                    .locations("classpath:db/migration");
            migration.target(BEFORE).load().migrate();
            try (Connection connection = DriverManager.getConnection(url, PasswordFile.SUPERUSER, password);
                    Statement statement = connection.createStatement()) {
                statement.execute(EVENTS);
                migration.target("latest").load().migrate();
                List<String> names = new ArrayList<>();
                try (ResultSet found = statement.executeQuery(NAMES)) {
                    while (found.next()) {
                        names.add(found.getString(1));
                    }
                }
                assertThat(names)
                        .containsExactly(
                                "a-meeting -",
                                "un-a-res-74-62 academic/6001",
                                "un-ga-roll-call-5 academic/5",
                                "un-s-res-2600-2021 undl/3940000");
            }
        }
    }
}

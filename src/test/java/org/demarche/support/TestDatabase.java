package org.demarche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.apache.commons.io.FileUtils;
import org.demarche.config.TokenSettings;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.database.embedded.PasswordFile;
import org.demarche.security.SigningKey;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL server of one run of Quarkus: without rows at its start, deleted at its end, with pg_stat_statements. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> SETTINGS = Map.of("shared_preload_libraries", "pg_stat_statements");

    private Path folder;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("demarche-test-");
            database = DataFolder.TABLES.start(folder, SETTINGS);
            execute("create extension pg_stat_statements");
            // For AlignmentFreshnessApiTest, which resets statistics.
            execute("grant execute on function pg_stat_reset_shared(text) to demarche");
            Map<String, String> settings = new HashMap<>(database.datasource());
            settings.put(TokenSettings.ISSUER, TestTokens.ISSUER);
            PreparedKey.copyTo(SigningKey.fileIn(folder));
            settings.put(TokenSettings.KEYS, SigningKey.fileIn(folder).toString());
            return settings;
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("The database of the tests does not start", failure);
        }
    }

    @Override
    public void stop() {
        try {
            if (database != null) {
                database.close();
            }
            if (folder != null) {
                FileUtils.deleteDirectory(folder.toFile());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The database of the tests leaves something behind", failure);
        }
    }

    private void execute(String sql) throws IOException, SQLException {
        // DriverManager finds no driver from the class loader of Quarkus' tests.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + database.reactiveUrl());
        String password =
                PasswordFile.of(folder).password(PasswordFile.SUPERUSER).orElseThrow();
        try (Connection connection = source.getConnection(PasswordFile.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package org.demarche;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import org.demarche.cli.ConsoleEncoding;
import org.demarche.cli.DatabaseCommand;
import org.demarche.cli.DemarcheCommand;
import org.demarche.cli.GivenArguments;
import org.demarche.cli.Invocation;
import org.demarche.config.BuiltInRecords;
import org.demarche.config.ConfiguredSettings;
import org.demarche.config.DatabaseUrl;
import org.demarche.config.DerivedSettings;
import org.demarche.config.EmbeddedSettings;
import org.demarche.config.MigrationDatasource;
import org.demarche.config.RecordSettings;
import org.demarche.config.SettingsValidator;
import org.demarche.config.StartupFailure;
import org.demarche.config.TokenSettings;
import org.demarche.database.embedded.BundledDatabase;
import org.demarche.database.embedded.EmbeddedDatabaseException;
import org.demarche.security.SigningKey;
import org.jboss.logging.Logger;

/** Starts the service or a command; before that, the embedded PostgreSQL if no other database is configured. */
@QuarkusMain
public class Main {

    private static final Logger LOG = Logger.getLogger(Main.class);

    /** Counted down when the service has stopped. Its database must not stop before that. */
    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    public static void main(String... decoded) {
        // The locale of the machine may have other digits or another lower case of I. Our code and libraries format
        // addresses, SQL and stored titles, so set one locale for all of them before anything is formatted.
        Locale.setDefault(Locale.ROOT);
        ConsoleEncoding.replaceAscii();
        String[] arguments = GivenArguments.of(decoded);
        Invocation invocation = Invocation.of(new DemarcheCommand(), arguments);
        invocation.exitCode().ifPresent(System::exit);
        Optional<DatabaseCommand> command = invocation.command();
        SmallRyeConfig config = ConfiguredSettings.load();
        try {
            new SettingsValidator(config).run();
            useDatabase(command, config);
        } catch (EmbeddedDatabaseException | IllegalArgumentException failure) {
            // Not logged: the log prints nothing until Quarkus has started.
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        command.ifPresent(present -> runWithoutServer(present, config));
        Quarkus.run(command.map(DatabaseCommand::application).orElse(null), Main::exit, arguments);
    }

    private static void useDatabase(Optional<DatabaseCommand> command, SmallRyeConfig config) {
        Optional<String> url = config.getOptionalValue(DatabaseUrl.REACTIVE, String.class);
        if (url.isPresent()) {
            Map<String, String> commandSettings =
                    command.map(DatabaseCommand::settings).orElse(Map.of());
            Map<String, String> derived = new MigrationDatasource(config).settings(url.get(), commandSettings);
            setUnlessConfigured(derived, config);
            // Always set: it is the configured URL with the parameters that migrations need.
            DerivedSettings.set(Map.of(DatabaseUrl.JDBC, derived.get(DatabaseUrl.JDBC)));
        } else {
            Path folder = config.getConfigMapping(EmbeddedSettings.class).folder();
            BundledDatabase.Provider bundled = BundledDatabase.provider();
            use(command.isPresent() ? bundled.join(folder) : bundled.start(folder));
            acceptOwnTokens(folder, config);
            // The embedded database is for trying the service out, so it is filled; another one only on request.
            setUnlessConfigured(Map.of(RecordSettings.RECORDS, BuiltInRecords.ALL.name()), config);
        }
    }

    /** Those of the command token, unless the operator has an identity provider. */
    private static void acceptOwnTokens(Path folder, SmallRyeConfig config) {
        if (config.getOptionalValue(TokenSettings.ISSUER, String.class).isEmpty()) {
            DerivedSettings.set(Map.of(
                    TokenSettings.ISSUER,
                    TokenSettings.OWN_ISSUER,
                    TokenSettings.KEYS,
                    SigningKey.fileIn(folder).toString()));
        }
    }

    /** A command prints its own output and opens no port. */
    private static void runWithoutServer(DatabaseCommand command, SmallRyeConfig config) {
        setUnlessConfigured(
                Map.of(
                        "quarkus.http.host-enabled", "false",
                        "quarkus.management.host-enabled", "false",
                        "quarkus.banner.enabled", "false",
                        "quarkus.log.console.level", "WARN"),
                config);
        // A command reads what it has just written or is about to change, so replicas are of no use to it.
        DerivedSettings.set(Map.of("quarkus.datasource.read.active", "false"));
        DerivedSettings.set(command.settings());
    }

    private static void setUnlessConfigured(Map<String, String> settings, SmallRyeConfig config) {
        settings.forEach((name, value) -> {
            if (config.getOptionalValue(name, String.class).isEmpty()) {
                DerivedSettings.set(Map.of(name, value));
            }
        });
    }

    private static void use(BundledDatabase database) {
        DerivedSettings.set(database.datasource());
        // A separate hook that waits for Quarkus: the JVM may halt before Quarkus's exit handler has run to its end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterService(database), "embedded-postgres"));
    }

    private static void stopAfterService(BundledDatabase database) {
        try {
            STOPPED.await();
            database.close();
        } catch (IOException failure) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exit(int code, Throwable failure) {
        if (failure != null) {
            report(failure);
        }
        STOPPED.countDown();
        // In dev mode the JVM keeps running and starts the service again.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }

    private static void report(Throwable failure) {
        Optional<String> wrongSettings = StartupFailure.wrongSettings(failure);
        if (wrongSettings.isPresent()) {
            // Not logged: the log may not be configured, since its own settings may be wrong.
            System.err.println(wrongSettings.get());
        } else {
            StartupFailure.explain(failure)
                    .ifPresentOrElse(LOG::error, () -> LOG.error("Demarche could not start", failure));
        }
    }
}

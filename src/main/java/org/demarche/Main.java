package org.demarche;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.cli.DatabaseCommand;
import org.demarche.cli.DemarcheCommand;
import org.demarche.cli.Invocation;
import org.demarche.config.DatabaseUrl;
import org.demarche.config.EmbeddedSettings;
import org.demarche.config.MigrationDatasource;
import org.demarche.config.SettingsValidator;
import org.demarche.config.StartupFailure;
import org.demarche.database.embedded.BundledDatabase;
import org.demarche.database.embedded.EmbeddedDatabaseException;
import org.jboss.logging.Logger;

/** Starts the service, and the embedded PostgreSQL before it when no other is configured. */
@QuarkusMain
public class Main {

    private static final Logger LOG = Logger.getLogger(Main.class);

    /** Counted down when the service has stopped: only then may its database stop. */
    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    public static void main(String... arguments) {
        // The machine's locale may have other digits or another lower case of I. Our code and the libraries format
        // addresses, SQL and stored titles, so that one locale holds for all, before anything is formatted.
        Locale.setDefault(Locale.ROOT);
        Invocation commands = Invocation.of(new DemarcheCommand(), arguments);
        commands.exitCode().ifPresent(System::exit);
        Optional<DatabaseCommand> task = commands.task();
        SmallRyeConfig config = config();
        try {
            new SettingsValidator(config).run();
            Optional<String> url = config.getOptionalValue(DatabaseUrl.REACTIVE, String.class);
            if (url.isPresent()) {
                Map<String, String> command =
                        task.map(DatabaseCommand::settings).orElse(Map.of());
                follow(new MigrationDatasource(config).settings(url.get(), command), config);
            } else {
                Path folder = config.getConfigMapping(EmbeddedSettings.class).folder();
                BundledDatabase.Provider own = BundledDatabase.provider();
                use(task.isPresent() ? own.join(folder) : own.start(folder));
            }
        } catch (EmbeddedDatabaseException | IllegalArgumentException failure) {
            // Not through the log, which keeps everything back until Quarkus has started.
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        task.ifPresent(command -> withoutService(command, config));
        Quarkus.run(task.map(DatabaseCommand::application).orElse(null), Main::exit, arguments);
    }

    /** A command speaks for itself, and listens nowhere. */
    private static void withoutService(DatabaseCommand task, SmallRyeConfig config) {
        set(
                Map.of(
                        "quarkus.http.host-enabled", "false",
                        "quarkus.management.host-enabled", "false",
                        "quarkus.banner.enabled", "false",
                        "quarkus.log.console.level", "WARN"),
                config);
        // It reads what it has just written, or is about to change.
        System.setProperty("quarkus.datasource.read.active", "false");
        task.settings().forEach(System::setProperty);
    }

    /** User and password stay as they are configured. */
    private static void follow(Map<String, String> settings, SmallRyeConfig config) {
        set(settings, config);
        // Of what is configured, with what has to be added.
        System.setProperty(DatabaseUrl.JDBC, settings.get(DatabaseUrl.JDBC));
    }

    private static void set(Map<String, String> settings, SmallRyeConfig config) {
        settings.forEach((name, value) -> {
            if (config.getOptionalValue(name, String.class).isEmpty()) {
                System.setProperty(name, value);
            }
        });
    }

    private static void use(BundledDatabase database) {
        database.datasource().forEach(System::setProperty);
        // A hook of its own, for the JVM may halt before Quarkus' exit handler is through.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterService(database), "embedded-postgres"));
    }

    private static void stopAfterService(BundledDatabase database) {
        try {
            STOPPED.await();
            database.close();
        } catch (IOException failure) {
            LOG.warn("The embedded PostgreSQL did not stop in order", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exit(int code, Throwable failure) {
        if (failure != null) {
            say(failure);
        }
        STOPPED.countDown();
        // In dev mode the JVM goes on and starts the service again.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }

    private static void say(Throwable failure) {
        Optional<String> mistakes = StartupFailure.mistakesInSettings(failure);
        if (mistakes.isPresent()) {
            // The log itself is set up by them.
            System.err.println(mistakes.get());
        } else {
            StartupFailure.explain(failure)
                    .ifPresentOrElse(LOG::error, () -> LOG.error("Demarche does not start", failure));
        }
    }

    /** The configuration as Quarkus will read it at run time, which is not there yet. */
    private static SmallRyeConfig config() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        Path file = Path.of("config", "application.properties");
        if (Files.exists(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), 260));
            } catch (IOException unreadable) {
                LOG.warnf("%s cannot be read: %s", file, unreadable.getMessage());
            }
        }
        return builder.withMapping(EmbeddedSettings.class).build();
    }
}

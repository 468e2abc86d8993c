package org.demarche;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.database.embedded.EmbeddedDatabaseException;
import org.demarche.database.embedded.EmbeddedSettings;
import org.demarche.importing.record.RecordFault;
import org.jboss.logging.Logger;

/** Starts the service, and the embedded PostgreSQL before it when no other is configured. */
@QuarkusMain
public class Demarche {

    private static final String DATASOURCE_URL = "quarkus.datasource.reactive.url";

    public static void main(String... arguments) {
        SmallRyeConfig config = config();
        if (config.getOptionalValue(DATASOURCE_URL, String.class).isEmpty()) {
            startEmbedded(config.getConfigMapping(EmbeddedSettings.class).folder());
        }
        Quarkus.run(null, Demarche::exit, arguments);
    }

    /** Counted down when the service has stopped: only then may its database stop. */
    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    private static void startEmbedded(Path folder) {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(folder, Map.of());
            database.datasource().forEach(System::setProperty);
            // A hook of its own, for the JVM may halt before Quarkus' exit handler is through.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterService(database), "embedded-postgres"));
        } catch (EmbeddedDatabaseException failure) {
            Logger.getLogger(Demarche.class).error(failure.getMessage());
            System.exit(1);
        }
    }

    private static void stopAfterService(EmbeddedDatabase database) {
        try {
            STOPPED.await();
            database.close();
        } catch (IOException failure) {
            Logger.getLogger(Demarche.class).warn("The embedded PostgreSQL did not stop in order", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exit(int code, Throwable failure) {
        explain(failure);
        STOPPED.countDown();
        // In dev mode the JVM goes on and starts the service again.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }

    /** A mistake in what was given to the service is told without a stack trace, which would only hide it. */
    private static void explain(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null && !(cause instanceof RecordFault)) {
            cause = cause.getCause();
        }
        if (cause instanceof RecordFault fault) {
            Logger.getLogger(Demarche.class).errorf("The built-in record cannot be loaded:%n%s", fault.getMessage());
        } else if (failure != null) {
            Logger.getLogger(Demarche.class).error("Demarche does not start", failure);
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
                Logger.getLogger(Demarche.class).warnf("%s cannot be read: %s", file, unreadable.getMessage());
            }
        }
        return builder.withMapping(EmbeddedSettings.class).build();
    }
}

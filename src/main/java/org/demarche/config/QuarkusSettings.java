package org.demarche.config;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;
import io.vertx.pgclient.SslMode;

/**
 * The settings of Quarkus that operators of this service change most. Quarkus would find a wrong value only after the
 * database has started, and some of them only at the first use, so {@link SettingsValidator} reads them before that.
 */
@ConfigMapping(prefix = "quarkus")
interface QuarkusSettings {

    @WithName("http.port")
    Optional<@WithConverter(CheckedConverter.Port.class) Integer> httpPort();

    @WithName("management.port")
    Optional<@WithConverter(CheckedConverter.Port.class) Integer> managementPort();

    @WithName("datasource.reactive.max-size")
    Optional<@WithConverter(CheckedConverter.Count.class) Integer> poolSize();

    @WithName("datasource.read.reactive.max-size")
    Optional<@WithConverter(CheckedConverter.Count.class) Integer> replicaPoolSize();

    @WithName("datasource.reactive.postgresql.ssl-mode")
    Optional<@WithConverter(CheckedConverter.Ssl.class) SslMode> sslMode();

    @WithName("datasource.read.reactive.postgresql.ssl-mode")
    Optional<@WithConverter(CheckedConverter.Ssl.class) SslMode> replicaSslMode();

    @WithName("datasource.reactive.idle-timeout")
    Optional<@WithConverter(CheckedConverter.Time.class) Duration> idleTimeout();

    @WithName("datasource.reactive.max-lifetime")
    Optional<@WithConverter(CheckedConverter.Time.class) Duration> maxLifetime();

    @WithName("flyway.migrate-at-start")
    Optional<@WithConverter(CheckedConverter.Switch.class) Boolean> migrateAtStart();

    @WithName("shutdown.delay")
    Optional<@WithConverter(CheckedConverter.Time.class) Duration> shutdownDelay();

    @WithName("shutdown.timeout")
    Optional<@WithConverter(CheckedConverter.Time.class) Duration> shutdownTimeout();
}

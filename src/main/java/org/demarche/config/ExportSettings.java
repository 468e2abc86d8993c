package org.demarche.config;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.exports")
public interface ExportSettings {

    /**
     * How many exports over HTTP run at once; further ones get 503. Each holds a connection to the database as long as its
     * client reads, so keep it well below the size of the pool. A client may have no more than remain free, so that one alone
     * cannot take all.
     */
    @WithDefault("4")
    @WithConverter(CheckedConverter.Count.class)
    int running();

    /**
     * How long an export may take. Then its connection is closed, and the client knows that it has not got everything. Enough
     * for a million stances over two megabits per second. Meanwhile PostgreSQL keeps the rows that the export can still see, so
     * hours would let tables grow.
     */
    @WithDefault("PT10M")
    @WithConverter(CheckedConverter.Time.class)
    Duration timeLimit();
}

package org.demarche.config;

import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.documents")
public interface DocumentSettings {

    /**
     * A folder with documents in files {@code *.graphql}, which are read when the service starts. Clients run one of them by
     * its SHA-256 or by the name of its file without the ending.
     */
    Optional<Path> folder();

    /**
     * Whether only the documents of the folder and those of the atlas run. Any other one, also one of the explorer, is refused.
     */
    @WithDefault("false")
    @WithConverter(CheckedConverter.Switch.class)
    boolean only();

    /**
     * How much memory the documents may take that clients register as automatic persisted queries; {@code 0} turns these
     * off. Enough for a few thousand; a client registers a document again that has been dropped.
     */
    @WithDefault("4M")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize size();
}

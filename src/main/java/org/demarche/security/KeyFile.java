package org.demarche.security;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;
import org.jose4j.jwk.PublicJsonWebKey;

/** Keys in a file. It may change while the service runs: secrets that Kubernetes mounts do. */
record KeyFile(Path file, Vertx vertx) implements KeySource {

    /** The issuer has no key before the first token: the command token makes one. */
    @Override
    public CompletableFuture<List<PublicJsonWebKey>> fetch() {
        return vertx.<List<PublicJsonWebKey>>executeBlocking(
                        () -> {
                            try {
                                return KeyDocument.parse(Files.readString(file));
                            } catch (NoSuchFileException noKeyYet) {
                                return List.of();
                            }
                        },
                        false)
                .toCompletionStage()
                .toCompletableFuture();
    }

    @Override
    public Duration refresh() {
        return VerificationKeys.PAUSE;
    }

    @Override
    public String location() {
        return file.toString();
    }
}

package org.demarche.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.demarche.support.Heavy;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeyTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerMayReadTheKey() throws IOException {
        Path file = SigningKey.fileIn(folder);
        SigningKey.at(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theKeyIsMadeOnce() throws IOException {
        Path file = SigningKey.fileIn(folder);
        String first = SigningKey.at(file).publicKeys();
        assertThat(SigningKey.at(file).publicKeys()).isEqualTo(first);
        Files.delete(file);
        assertThat(SigningKey.at(file).publicKeys()).isNotEqualTo(first);
    }

    @Test
    void itsPublicPartHasNothingSecret() throws Exception {
        SigningKey key = SigningKey.at(SigningKey.fileIn(folder));
        assertThat(Files.readString(SigningKey.fileIn(folder))).contains("\"d\":");
        assertThat(key.publicKeys()).doesNotContain("\"d\":");
        assertThat(KeyDocument.parse(key.publicKeys()))
                .singleElement()
                .returns(null, PublicJsonWebKey::getPrivateKey)
                .returns(key.jwk().getKeyId(), PublicJsonWebKey::getKeyId);
    }

    @Heavy
    @Test
    void commandsThatStartTogetherUseTheSameKey() {
        Path file = SigningKey.fileIn(folder);
        assertThat(
                        IntStream.range(0, 8)
                                .mapToObj(i -> CompletableFuture.supplyAsync(() -> publicKeys(file)))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .distinct())
                .hasSize(1);
    }

    @Test
    void anotherFileIsNotTakenForAKey() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "x");
        assertThatThrownBy(() -> SigningKey.at(file))
                .hasMessageContaining("has no key that the command token has made");
        assertThat(file).hasContent("x");
    }

    private static String publicKeys(Path file) {
        try {
            return SigningKey.at(file).publicKeys();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

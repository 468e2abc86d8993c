package org.demarche.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.SmallRyeConfig;
import org.demarche.config.ConfiguredSettings;
import org.demarche.config.EmbeddedSettings;
import org.demarche.config.SettingsValidator;
import org.demarche.config.TokenSettings;
import org.demarche.security.CallerName;
import org.demarche.security.Role;
import org.demarche.security.SigningKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        sortOptions = false,
        description = "Print an access token, with which its holder may write, and exit.",
        footer = {
            "",
            "A running service on the embedded database accepts the token at once. It is signed with a key in the data "
                    + "folder, which the first token makes; who deletes the file makes all tokens of it invalid.",
            "",
            "For a service on another database, sign with a key file of your own (--key) and give the service its public "
                    + "part (--public-keys): DEMARCHE_TOKENS_ISSUER=demarche and DEMARCHE_TOKENS_KEYS=FILE.",
            "",
            "Exit code: 0 if it printed what was asked for, 1 if it failed."
        })
public class TokenCommand implements Callable<Integer> {

    /** For anything longer, use an identity provider. */
    private static final int MAX_DAYS = 366;

    @ArgGroup(multiplicity = "1")
    Output output = new Output();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "For how many days it is valid, at most " + MAX_DAYS + ". Default: ${DEFAULT-VALUE}.")
    int days;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The file with the key, which is made if it does not exist. Default: the one in the data folder of "
                            + "the embedded database.")
    Path key;

    @Mixin
    HelpOption help;

    static class Output {

        @ArgGroup(exclusive = false, multiplicity = "1")
        Holder holder;

        @Option(
                names = "--public-keys",
                required = true,
                description = "Print no token but the public part of the key, a JWKS document.")
        boolean publicKeys;
    }

    static class Holder {

        @Option(
                names = "--name",
                paramLabel = "NAME",
                required = true,
                description = "Whom the token is for, as the history shows it.")
        String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "editor: record and revise; curator: also withdraw.")
        String role;
    }

    @Override
    public Integer call() {
        try {
            SmallRyeConfig config = ConfiguredSettings.load();
            new SettingsValidator(config).run();
            TokenSettings settings = mapping(config, TokenSettings.class);
            SigningKey signing = SigningKey.at(keyFile(config, settings));
            System.out.println(output.publicKeys ? signing.publicKeys() : token(signing, settings));
            return 0;
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
        } catch (IOException failure) {
            System.err.printf("The key cannot be read or made: %s%n", failure.getMessage());
        }
        return Invocation.FAILED;
    }

    private String token(SigningKey signing, TokenSettings settings) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("--days must be a whole number from 1 to %d.".formatted(MAX_DAYS));
        }
        CallerName.mistake(output.holder.name).ifPresent(mistake -> {
            throw new IllegalArgumentException("--name %s.".formatted(mistake));
        });
        return signing.sign(
                output.holder.name,
                Set.of(Role.named(output.holder.role)
                        .orElseThrow(() -> new IllegalArgumentException("--role must be editor or curator."))),
                Clock.systemUTC().instant(),
                Duration.ofDays(days),
                TokenSettings.OWN_ISSUER,
                settings.audience());
    }

    private Path keyFile(SmallRyeConfig config, TokenSettings settings) throws IOException {
        if (key != null) {
            return key.toAbsolutePath();
        }
        if (settings.issuer()
                .filter(issuer -> !issuer.equals(TokenSettings.OWN_ISSUER))
                .isPresent()) {
            throw new IllegalArgumentException("The service accepts the tokens of %s only (%s): get one there."
                    .formatted(settings.issuer().get(), TokenSettings.ISSUER));
        }
        if (settings.keyFile().isPresent()) {
            return settings.keyFile().get().toAbsolutePath();
        }
        Path folder = mapping(config, EmbeddedSettings.class).folder();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "There is no data folder %s: start the service first, or name a file for the key with --key."
                            .formatted(folder));
        }
        return SigningKey.fileIn(folder);
    }

    private static <T> T mapping(SmallRyeConfig config, Class<T> type) {
        try {
            ConfigMappings.registerConfigMappings(config, Set.of(ConfigMappings.ConfigClass.configClass(type)));
            return config.getConfigMapping(type);
        } catch (Exception failure) {
            throw new IllegalArgumentException(failure.getMessage(), failure);
        }
    }
}

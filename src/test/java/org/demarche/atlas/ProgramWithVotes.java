package org.demarche.atlas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.io.FileUtils;
import org.demarche.support.Chromium;
import org.demarche.support.DataFolder;
import org.demarche.support.RunningProgram;
import org.demarche.support.UnVotesFixture;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** The service on the built-in record and some votes of the countries of the Americas, once for all classes of a test run. */
final class ProgramWithVotes implements BeforeAllCallback, ParameterResolver {

    private static final int ROLL_CALLS = 120;

    private record Running(Path folder, RunningProgram program) implements AutoCloseable {

        static Running start() {
            try {
                Path folder = Files.createTempDirectory("demarche-atlas-");
                Path data = folder.resolve("data");
                DataFolder.MIGRATED.copyTo(data);
                String[] command = UnVotesFixture.write(folder, ROLL_CALLS).command();
                try (RunningProgram imports = RunningProgram.startOn(data, command)) {
                    assertThat(imports.exitCode()).as(imports.output()).isZero();
                }
                return new Running(folder, RunningProgram.startOn(data).listening());
            } catch (IOException failure) {
                throw new IllegalStateException("The service of the tests does not start", failure);
            }
        }

        @Override
        public void close() throws IOException {
            program.close();
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Chromium.required();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(RunningProgram.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ProgramWithVotes.class))
                .computeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .program();
    }
}

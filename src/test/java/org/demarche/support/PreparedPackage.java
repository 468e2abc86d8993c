package org.demarche.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one first start of the packaged program leaves for all others: a data folder with the tables and the built-in
 * record, and an archive of the classes that the program loads. With the archive and without the optimising compiler a
 * start takes 2.3 s of CPU time instead of 5.3 s (JDK 17; 2.1 s instead of 8.8 s with JDK 25).
 */
record PreparedPackage(Path folder) {

    /** Loads the classes that answer a request. */
    private static final String QUERY = "{ events { nodes { title stances { nodes { country { name } } } } } }";

    static PreparedPackage get() throws IOException {
        return new PreparedPackage(PreparedFiles.once("package", key(), PreparedPackage::make));
    }

    /** An archive is for one JVM. */
    private static String key() throws IOException {
        Path program = RunningProgram.packaged();
        return System.getProperty("java.home")
                + System.getProperty("java.vm.version")
                + DataFolder.EMPTY.template()
                + PreparedFiles.fingerprint(RunningProgram.isNative() ? program : program.getParent());
    }

    private static void make(Path folder) throws IOException {
        Path data = DataFolder.EMPTY.copyTo(folder.resolve("data"));
        List<String> archiving = List.of("-XX:ArchiveClassesAtExit=" + archive(folder), "-Xlog:disable");
        try (RunningProgram program = RunningProgram.startOn(data, archiving).listening()) {
            assertThat(program.ask(QUERY)).isNotNull();
            program.stop();
        }
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    /** The options of a JVM that starts the program; a JVM that cannot make an archive does without. */
    List<String> options() {
        List<String> options = new ArrayList<>(RunningProgram.QUICK_START);
        if (Files.exists(archive(folder))) {
            options.add("-XX:SharedArchiveFile=" + archive(folder));
        }
        return options;
    }

    private static Path archive(Path folder) {
        return folder.resolve("classes.jsa");
    }
}

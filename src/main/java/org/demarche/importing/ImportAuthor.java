package org.demarche.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.demarche.database.ChangeAuthor;

/** The author of what an import writes: the command, with the names of the files as the reason. */
public final class ImportAuthor {

    private static final int MAX_NAMES = 5;

    private ImportAuthor() {}

    /** @param command with its subcommand, such as import record */
    public static ChangeAuthor of(String command, List<Path> files) {
        String names = files.stream().limit(MAX_NAMES).map(ImportAuthor::name).collect(Collectors.joining(", "));
        return new ChangeAuthor(
                command,
                files.size() > MAX_NAMES ? "%s and %d more".formatted(names, files.size() - MAX_NAMES) : names);
    }

    /** Without the folder, which is nobody's business: everybody may read the reason. */
    private static String name(Path file) {
        // The root has no name.
        Path name = file.toAbsolutePath().normalize().getFileName();
        return name == null ? file.toString() : name.toString();
    }
}

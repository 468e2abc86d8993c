package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.demarche.importing.csv.InputFile;

/**
 * The files of one import: either roll calls and votes, and perhaps issues, or one of coded votes.
 *
 * @param coded null, or the others are
 */
public record UnVotesFiles(Path rollCalls, Path votes, Path issues, Path coded) {

    private List<InputFile> all() {
        List<InputFile> files = new ArrayList<>();
        for (Path path : new Path[] {rollCalls, issues, votes, coded}) {
            if (path != null) {
                files.add(new InputFile(path));
            }
        }
        return files;
    }

    /** In bytes on the disk. */
    long size() {
        return all().stream().mapToLong(InputFile::size).sum();
    }

    /** The first of them, by which the others' place is known. */
    public Path first() {
        return Objects.requireNonNullElse(votes, coded);
    }
}

package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.demarche.importing.InputFile;

/**
 * The files of one import: either roll calls, votes and optionally issues, or one file of coded votes.
 *
 * @param coded null if the others are set
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

    /** In bytes on disk. */
    long size() {
        return all().stream().mapToLong(InputFile::size).sum();
    }
}

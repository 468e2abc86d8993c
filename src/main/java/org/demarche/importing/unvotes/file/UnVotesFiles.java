package org.demarche.importing.unvotes.file;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.demarche.importing.InputFile;

/**
 * The files of one import: either roll calls, votes and optionally issues, or one file of coded votes, or files of the UN
 * Digital Library, or files of UNxml.
 *
 * @param coded null if others are set
 * @param library empty if others are set
 * @param downloadedOn when the library's files were downloaded; null if not known
 * @param unxml empty if others are set
 */
public record UnVotesFiles(
        Path rollCalls,
        Path votes,
        Path issues,
        Path coded,
        List<Path> library,
        LocalDate downloadedOn,
        List<Path> unxml) {

    public UnVotesFiles(Path rollCalls, Path votes, Path issues, Path coded) {
        this(rollCalls, votes, issues, coded, List.of(), null, List.of());
    }

    /** @param downloadedOn null if not known */
    public static UnVotesFiles library(List<Path> files, LocalDate downloadedOn) {
        return new UnVotesFiles(null, null, null, null, List.copyOf(files), downloadedOn, List.of());
    }

    public static UnVotesFiles unxml(List<Path> files) {
        return new UnVotesFiles(null, null, null, null, List.of(), null, List.copyOf(files));
    }

    public List<Path> paths() {
        return Stream.of(
                        Stream.of(rollCalls, issues, votes, coded).filter(Objects::nonNull),
                        library.stream(),
                        unxml.stream())
                .flatMap(paths -> paths)
                .toList();
    }

    /** In bytes on disk, of all files; empty if one is a pipe. */
    public OptionalLong size() {
        List<OptionalLong> sizes =
                paths().stream().map(path -> new InputFile(path).size()).toList();
        return sizes.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        sizes.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }
}

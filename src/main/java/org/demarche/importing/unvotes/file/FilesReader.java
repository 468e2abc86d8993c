package org.demarche.importing.unvotes.file;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputFile;
import org.demarche.importing.Progress;
import org.demarche.model.PartialDate;

/** Reads the files of an import one after the other, each by the reader of its format. */
public final class FilesReader {

    private final ParsedFiles parsed;
    private final Progress progress;
    private long bytesRead;

    public FilesReader(ParsedFiles parsed, Progress progress) {
        this.parsed = parsed;
        this.progress = progress;
    }

    public void read(UnVotesFiles files) {
        if (files.coded() != null) {
            new CodedFileReader(parsed).read(new InputFile(files.coded()), progress::at);
        } else if (!files.library().isEmpty()) {
            readLibrary(files);
        } else if (!files.unxml().isEmpty()) {
            readUnxml(files.unxml());
        } else {
            readThree(files);
        }
    }

    private void readThree(UnVotesFiles files) {
        ThreeFileReader reader = new ThreeFileReader(parsed);
        InputFile rollCalls = new InputFile(files.rollCalls());
        reader.readRollCalls(rollCalls, files.issues() != null, next(rollCalls));
        if (files.issues() != null) {
            InputFile issues = new InputFile(files.issues());
            reader.readIssues(issues, next(issues));
        }
        InputFile votes = new InputFile(files.votes());
        reader.readVotes(votes, next(votes));
    }

    /** By date of release, so that the latest one decides. */
    private void readLibrary(UnVotesFiles files) {
        Comparator<ImportedFile> byRelease = Comparator.comparing(
                ImportedFile::releasedOn, Comparator.nullsFirst(Comparator.comparing(PartialDate::firstDay)));
        record Named(InputFile file, ImportedFile origin) {}
        files.library().stream()
                .map(InputFile::new)
                .map(file -> new Named(file, PublishedFiles.library(file, files.downloadedOn())))
                .sorted(Comparator.comparing(Named::origin, byRelease))
                .forEach(named -> {
                    parsed.add(named.origin());
                    new LibraryFileReader(parsed, named.file(), named.origin()).read(next(named.file()));
                });
    }

    private void readUnxml(List<Path> files) {
        UnxmlReader reader = new UnxmlReader(parsed);
        for (Path path : files) {
            InputFile file = new InputFile(path);
            ImportedFile origin = PublishedFiles.unxml(file);
            parsed.add(origin);
            reader.read(file, origin, next(file));
        }
        reader.finish();
    }

    /** The progress within the next file, of which the earlier ones are a part. */
    private LongConsumer next(InputFile file) {
        long start = bytesRead;
        bytesRead += file.size().orElse(0);
        return bytes -> progress.at(start + bytes);
    }
}

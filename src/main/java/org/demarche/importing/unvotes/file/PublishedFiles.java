package org.demarche.importing.unvotes.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputFile;
import org.demarche.model.PartialDate;

/** What the United Nations ask of those who use their files: how they are to be credited. */
public final class PublishedFiles {

    /** Year, month and day with separators, zero-padded or not, or as eight digits. */
    private static final Pattern RELEASE = Pattern.compile(
            "(?<!\\d)(?<year>(?:19|20)\\d\\d)(?:(?<separator>[-_. ])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})"
                    + "|(?<month2>\\d\\d)(?<day2>\\d\\d))(?!\\d)");

    private static final String LIBRARY = "https://digitallibrary.un.org";

    /** What is packaged with the service. */
    public static final ImportedFile UNXML = unxml("UNxml");

    private PublishedFiles() {}

    /** @param downloadedOn null if not known */
    static ImportedFile library(InputFile file, LocalDate downloadedOn) {
        PartialDate released = releaseIn(file.name());
        LocalDate latest = released == null ? downloadedOn : released.firstDay();
        String attribution = Stream.of(
                        "© United Nations",
                        latest == null ? null : Integer.toString(latest.getYear()),
                        LIBRARY,
                        downloadedOn == null ? null : "downloaded on " + downloadedOn)
                .filter(part -> part != null)
                .collect(Collectors.joining(", "));
        return new ImportedFile(
                file.name(),
                Publication.LIBRARY.publisher(),
                attribution,
                released,
                downloadedOn == null ? null : new PartialDate(downloadedOn.toString()));
    }

    static ImportedFile unxml(InputFile file) {
        return unxml(file.name());
    }

    private static ImportedFile unxml(String name) {
        return new ImportedFile(
                name, Publication.UNXML.publisher(), "United Nations, UNxml, provided as is", null, null);
    }

    /** The day of release in the name of a file; null if it has none. */
    static PartialDate releaseIn(String name) {
        Matcher release = RELEASE.matcher(name);
        while (release.find()) {
            boolean separated = release.group("separator") != null;
            try {
                return new PartialDate(LocalDate.of(
                                Integer.parseInt(release.group("year")),
                                Integer.parseInt(release.group(separated ? "month" : "month2")),
                                Integer.parseInt(release.group(separated ? "day" : "day2")))
                        .toString());
            } catch (DateTimeException noSuchDay) {
                // Other digits that look like a date.
            }
        }
        return null;
    }
}

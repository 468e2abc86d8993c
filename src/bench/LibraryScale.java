import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes a file of the size of the UN Digital Library's file of the General Assembly, which has some 947,000 rows, from a small
 * one of the same layout: its votes again and again, each time with other ids and symbols. To see what an import of the whole
 * file takes; for nothing else, since most of these votes have not happened.
 *
 * <p>{@code java src/bench/LibraryScale.java SMALL.csv.gz LARGE.csv [rows]}
 */
public class LibraryScale {

    /** More than a session has resolutions. */
    private static final int NUMBERS = 1000;

    /** Behind the last slash, before letters of a part. */
    private static final Pattern NUMBER = Pattern.compile("(?<=/)\\d+(?=[^/]*$)");

    public static void main(String... arguments) throws IOException {
        Path small = Path.of(arguments[0]);
        int rows = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 947_000;
        try (BufferedWriter large = Files.newBufferedWriter(Path.of(arguments[1]))) {
            int written = 0;
            for (int copy = 0; written < rows; copy++) {
                written += copy(small, large, copy, rows - written);
            }
        }
        System.out.printf("%,d rows, %,d bytes%n", rows, Files.size(Path.of(arguments[1])));
    }

    private static int copy(Path small, BufferedWriter large, int copy, int rows) throws IOException {
        try (InputStream compressed = Files.newInputStream(small);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
            List<String> header = fields(lines.readLine());
            if (copy == 0) {
                large.write(String.join(",", header) + "\n");
            }
            int id = header.indexOf("undl_id");
            int resolution = header.indexOf("resolution");
            int written = 0;
            for (String line = lines.readLine(); line != null && written < rows; line = lines.readLine()) {
                List<String> row = fields(line);
                row.set(id, row.get(id) + "%02d".formatted(copy));
                // A/RES/74/7 becomes A/RES/74/1007
                Matcher number = NUMBER.matcher(row.get(resolution));
                row.set(
                        resolution,
                        number.replaceFirst(found -> "" + (Integer.parseInt(found.group()) + NUMBERS * copy)));
                large.write(String.join(",", row) + "\n");
                written++;
            }
            return written;
        }
    }

    /** As they are written, with their quotation marks. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (line.charAt(i) == ',' && !quoted) {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(line.substring(start));
        return fields;
    }
}

package org.demarche.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file: its code blocks, headings and links. */
record MarkdownPage(Path file, List<Block> blocks, Set<String> anchors, List<Link> links) {

    private static final Pattern FENCE = Pattern.compile(" *```(\\w*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\[\\]]*)]\\(([^()\\s]+)\\)");

    /** @param language as it stands behind the opening fence; empty without one */
    record Block(String language, String text) {}

    record Link(int line, boolean isPicture, String text, String target) {}

    static MarkdownPage read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Set<String> anchors = new LinkedHashSet<>();
        List<Link> links = new ArrayList<>();
        Map<String, Integer> repeated = new HashMap<>();
        StringBuilder code = null;
        String language = null;
        List<String> lines = Files.readAllLines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            Matcher fence = FENCE.matcher(line);
            if (fence.lookingAt()) {
                if (code != null) {
                    blocks.add(new Block(language, code.toString()));
                }
                code = code == null ? new StringBuilder() : null;
                language = fence.group(1);
            } else if (code != null) {
                code.append(line).append('\n');
            } else {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String anchor = anchor(heading.group(1));
                    int count = repeated.merge(anchor, 1, Integer::sum);
                    anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
                }
                addLinks(links, number, line);
            }
        }
        return new MarkdownPage(file, blocks, anchors, links);
    }

    Stream<Block> blocks(String language) {
        return blocks.stream().filter(block -> block.language.equals(language));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        String text = LINK.matcher(heading).replaceAll("$2");
        return text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    /** A link's text may be code, so code is emptied, not removed. */
    private static void addLinks(List<Link> links, int number, String line) {
        Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("``"));
        while (link.find()) {
            links.add(new Link(number, !link.group(1).isEmpty(), link.group(2), link.group(3)));
        }
    }
}

package org.demarche.documentation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.demarche.documentation.MarkdownPage.Link;

/** Whether the links of a page lead somewhere. Addresses of other sites are not requested, only read. */
final class Links {

    private Links() {}

    /** One sentence for each link that leads nowhere. */
    static List<String> faults(Path file) throws IOException {
        List<String> faults = new ArrayList<>();
        MarkdownPage page = MarkdownPage.read(file);
        for (Link link : page.links()) {
            String fault = link.target().contains(":") ? ofAddress(link) : ofFile(page, link);
            if (fault == null && link.isPicture() && link.text().isBlank()) {
                fault = "the picture has no alternative text";
            }
            if (fault != null) {
                faults.add("%s:%d: %s: %s".formatted(file, link.line(), link.target(), fault));
            }
        }
        return faults;
    }

    private static String ofAddress(Link link) {
        try {
            URI address = URI.create(link.target());
            return "https".equals(address.getScheme()) && address.getHost() != null
                    ? null
                    : "not an https address of a host";
        } catch (IllegalArgumentException malformed) {
            return "not a well-formed address";
        }
    }

    private static String ofFile(MarkdownPage page, Link link) throws IOException {
        String[] parts = link.target().split("#", 2);
        Path file = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return "no such file";
        }
        boolean hasAnchor =
                parts.length == 1 || MarkdownPage.read(file).anchors().contains(parts[1]);
        return hasAnchor ? null : "no such heading";
    }
}

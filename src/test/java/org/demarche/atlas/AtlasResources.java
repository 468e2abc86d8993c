package org.demarche.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files of the page, as they are packaged. */
final class AtlasResources {

    private AtlasResources() {}

    static String text(String name) {
        String resource = "/META-INF/resources/atlas/" + name;
        try (InputStream file = AtlasResources.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(resource, failure);
        }
    }
}

package org.demarche.http;

import java.util.List;
import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageFilesTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void filesAreReadAndCompressedBeforeTheyAreRequestedIfSoWanted() {
        PageFiles files = new PageFiles("/", "/atlas/", List.of("index.html", "favicon.svg", "world.json"), Map.of());
        files.register(Router.router(vertx));
        assertThat(files.arePrepared()).isFalse();
        files.prepare();
        assertThat(files.arePrepared()).isTrue();
    }
}

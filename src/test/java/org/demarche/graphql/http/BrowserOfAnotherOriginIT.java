package org.demarche.graphql.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.demarche.support.Chromium;
import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;

/** A page of another origin in a real browser. */
@Heavy
class BrowserOfAnotherOriginIT {

    /** With headers for which the browser asks the service first. */
    private static final String ASK = """
            const [url, done] = arguments;
            const query = '{ country(code: "RU") { name } }';
            const headers = {'Content-Type': 'application/json', 'Authorization': 'Basic eDp5', 'X-Of-This-App': '1'};
            fetch(url, {method: 'POST', headers, body: JSON.stringify({query})})
                .then(response => response.text())
                .then(text => fetch(url + '?query=' + encodeURIComponent(query))
                    .then(response => done(text + ' ' + response.headers.get('ETag'))))
                .catch(failure => done('failed: ' + failure));
            """;

    @TempDir
    Path folder;

    private PostgresServer database;
    private HttpServer page;

    @BeforeEach
    void start() throws IOException {
        database = PostgresServer.start(folder.resolve("database"));
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            byte[] html = "<!doctype html><title>Page</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.start();
    }

    @AfterEach
    void stop() throws Exception {
        page.stop(0);
        database.close();
    }

    @Test
    void onlyAPageOfAnAllowedOriginReadsAnswers() throws IOException {
        ChromeDriver browser = Chromium.required().open();
        try (RunningProgram program = serve(Map.of("DEMARCHE_CORS_ORIGINS", origin("127.0.0.1")))) {
            assertThat(ask(browser, origin("127.0.0.1"), program))
                    .startsWith("{\"data\":{\"country\":{\"name\":\"Russia\"}}} W/\"");
            assertThat(ask(browser, origin("localhost"), program)).startsWith("failed: ");
        } finally {
            browser.quit();
        }
    }

    private static String ask(ChromeDriver browser, String origin, RunningProgram program) {
        browser.get(origin + "/");
        return (String) browser.executeAsyncScript(
                ASK, address(program).resolve("graphql").toString());
    }

    private static URI address(RunningProgram program) {
        return URI.create("http://127.0.0.1:" + program.port() + "/");
    }

    private String origin(String host) {
        return "http://" + host + ":" + page.getAddress().getPort();
    }

    private RunningProgram serve(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        return RunningProgram.start(environment).listening();
    }
}

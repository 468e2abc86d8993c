package org.demarche.support;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.junit.jupiter.api.Assumptions.abort;

/** The installed Chromium and its driver, headless; nothing is downloaded. */
public record Chromium(File browser, File driver) {

    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox", // Chromium has no sandbox for root, and builds in containers run as root
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,800");

    /** Skips the test if they are not installed. */
    public static Chromium required() {
        return onThisMachine().orElseGet(() -> {
            String reason = "Skipped: needs chromium and chromedriver on the PATH";
            System.out.println(reason);
            return abort(reason);
        });
    }

    private static Optional<Chromium> onThisMachine() {
        Optional<File> driver = onPath("chromedriver");
        return onPath("chromium", "chromium-browser", "google-chrome")
                .flatMap(browser -> driver.map(found -> new Chromium(browser, found)));
    }

    public ChromeDriver open() throws IOException {
        // With the driver named here, Selenium does not look for one to download.
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build();
        return new ChromeDriver(service, options());
    }

    /** Every address requested over the network since the browser was opened, without the browser's built-in pages. */
    public static List<URI> requests(ChromeDriver driver) {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(Chromium::message)
                .flatMap(Chromium::address)
                .filter(address -> address.matches("(http|ws)s?:.*"))
                .map(URI::create)
                .toList();
    }

    public static List<LogEntry> consoleErrors(ChromeDriver driver) {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .toList();
    }

    private static JsonObject message(LogEntry entry) {
        return new JsonObject(entry.getMessage()).getJsonObject("message");
    }

    private static Stream<String> address(JsonObject message) {
        JsonObject parameters = message.getJsonObject("params");
        return switch (message.getString("method")) {
            case "Network.requestWillBeSent" ->
                Stream.of(parameters.getJsonObject("request").getString("url"));
            case "Network.webSocketCreated" -> Stream.of(parameters.getString("url"));
            default -> Stream.empty();
        };
    }

    private ChromeOptions options() throws IOException {
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(ARGUMENTS);
        options.addArguments("--user-data-dir=" + profile);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    private static Optional<File> onPath(String... names) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}

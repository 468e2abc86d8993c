package org.demarche.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.demarche.support.Chromium;
import org.demarche.support.RunningProgram;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBeMoreThan;

/** A browser window that shows the atlas. {@code -Ddemarche.screenshots=FOLDER} writes what was seen. */
final class AtlasWindow implements AutoCloseable {

    /** Runs axe-core with all rules of WCAG 2.2 AA and what its authors recommend besides. */
    private static final String AXE = """
            axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(({violations}) =>
                arguments[0](violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>
                    `${id} ${target}: ${failureSummary}`))));
            """;

    /** What is there when a view is complete. */
    enum View {
        FRONT("", ".front .bar"),
        TOPIC("?topic=taliban-recognition&day=2025-08-01", "#table tbody tr"),
        COUNTRY_ON_TOPIC("?topic=taliban-recognition&day=2025-08-01&country=RU", ".alike"),
        COUNTRY("?country=BR&year=1999", "#country-votes + .controls + .bar + .tally-numbers data"),
        EVENT("?event=russia-recognises-taliban-government", "#event-blocs"),
        EVENT_ON_A_DAY("?event=russia-recognises-taliban-government&day=2025-07-03", "#event-blocs"),
        VOTE("?event=un-ga-roll-call-7&country=US", "#event-regions, #country-votes + .controls"),
        ALIGNMENT("?view=alignment&countries=US,CA,MX,BR,AR,CU&pair=US-CU&from=1990-01-01", ".comparisons tbody tr"),
        ALIGNMENT_OF_A_BLOC("?view=alignment&bloc=UN&region=Americas&from=1990-01-01", ".heatmap button"),
        TOO_LARGE_A_BLOC("?view=alignment&bloc=UN", ".alignment-map a"),
        EMBEDDED("embed?topic=taliban-recognition&day=2025-08-01", "#legend data");

        private final String address;
        private final By last;

        View(String address, String last) {
            this.address = address;
            this.last = By.cssSelector(last);
        }

        String address() {
            return address;
        }
    }

    final RunningProgram program;
    final ChromeDriver browser;
    final WebDriverWait wait;

    AtlasWindow(RunningProgram program) throws IOException {
        this.program = program;
        this.browser = Chromium.required().open();
        this.wait = new WebDriverWait(browser, Duration.ofSeconds(30));
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
    }

    void open(View view) {
        browser.get(program.uri().resolve("atlas/" + view.address).toString());
        wait.until(numberOfElementsToBeMoreThan(view.last, 0));
        wait.until(attributeToBe(By.id("main"), "aria-busy", "false"));
        // The table follows the map when the slider rests.
        wait.until(driver -> (boolean) browser.executeScript("""
                return document.querySelector('#table tbody') !== null || document.getElementById('table-section').hidden"""));
    }

    void look(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    @SuppressWarnings("unchecked")
    List<String> violations() throws IOException {
        try (InputStream axe = AtlasWindow.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) browser.executeAsyncScript(AXE);
    }

    boolean fitsIntoTheWindow() {
        return (boolean) browser.executeScript("return document.documentElement.scrollWidth <= innerWidth");
    }

    /** The addresses of all requests since the page was loaded, in their order. */
    @SuppressWarnings("unchecked")
    List<String> requests() {
        return (List<String>)
                browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");
    }

    void click(By element) {
        wait.until(elementToBeClickable(element)).click();
    }

    WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    WebElement focused() {
        return browser.switchTo().activeElement();
    }

    void picture(String name) throws IOException {
        String folder = System.getProperty("demarche.screenshots");
        if (folder != null) {
            Files.write(
                    Path.of(folder).resolve(name.toLowerCase(Locale.ROOT) + ".png"),
                    browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    @Override
    public void close() {
        browser.quit();
    }
}

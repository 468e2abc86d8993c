package org.demarche.graphql.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.demarche.support.Chromium;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

/** The explorer on windows of several sizes. {@code -Ddemarche.screenshots=FOLDER} writes what was seen. */
@Heavy
@QuarkusIntegrationTest
class ExplorerLayoutIT {

    private static final ExampleOperation ASKED = ExamplesRoute.example("01-who-recognises.graphql");

    private static final By EDITORS = By.cssSelector(".graphiql-editors");
    private static final By RESPONSE = By.cssSelector(".graphiql-response");
    private static final By RESULT = By.cssSelector(".result-window .CodeMirror-code");
    private static final By EXAMPLES = By.cssSelector("section[aria-label='Examples']");
    private static final By SHOW_EXAMPLES = By.cssSelector("button[aria-label='Show Examples']");

    /** What a visitor could see or press, were it not outside of the window or behind something else. */
    private static final String UNREACHABLE = """
            const shown = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
            const inStrip = element => element.closest('.graphiql-tab');
            const reachable = element => {
                const box = element.getBoundingClientRect();
                const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
                    && (element.contains(at) || at?.contains(element));
            };
            return [...document.querySelectorAll('button, .graphiql-logo, .graphiql-editors, .graphiql-response')]
                .filter(element => shown(element) && !inStrip(element) && !element.closest('.graphiql-plugin'))
                .filter(element => !reachable(element))
                .map(element => element.getAttribute('aria-label') ?? (element.textContent || element.className))
                .concat(document.documentElement.scrollWidth > innerWidth ? ['a horizontal scroll bar'] : []);
            """;

    enum Window {
        PHONE(390, 844),
        TABLET(820, 1180),
        DESKTOP(1440, 900);

        private final int width;
        private final int height;

        Window(int width, int height) {
            this.width = width;
            this.height = height;
        }

        boolean isNarrow() {
            return width < 900;
        }
    }

    @TestHTTPResource("/")
    URI root;

    /** One for all tests: to start a browser for each would take as long as the test. */
    private static ChromeDriver browser;

    private static WebDriverWait wait;

    @BeforeAll
    static void openTheBrowser() throws IOException {
        browser = Chromium.required().open();
        wait = new WebDriverWait(browser, Duration.ofSeconds(20));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void everythingIsWithinTheWindowAndCanBePressed(Window window) throws IOException {
        open(window);
        assertThat(unreachable()).isEmpty();
        picture(window, "opened");
        browser.findElement(By.cssSelector(".graphiql-execute-button")).click();
        wait.until(textToBePresentInElementLocated(RESULT, "Kashif Mirza"));
        assertThat(unreachable()).isEmpty();
        picture(window, "answered");
        browser.findElement(By.cssSelector("button[data-name=variables]")).click();
        assertThat(unreachable()).isEmpty();
        picture(window, "variables");
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void thePanesAreStackedOnNarrowWindowsAndBesideEachOtherOnWideOnes(Window window) {
        open(window);
        Rectangle editors = browser.findElement(EDITORS).getRect();
        Rectangle response = browser.findElement(RESPONSE).getRect();
        if (window.isNarrow()) {
            // Half a pixel of the height may be the one's or the other's.
            assertThat(response.y).isGreaterThanOrEqualTo(editors.y + editors.height - 1);
            assertThat(List.of(editors.width, response.width)).allMatch(width -> width > window.width * 0.9);
            assertThat(List.of(editors.height, response.height)).allMatch(height -> height > window.height * 0.3);
        } else {
            assertThat(response.x).isGreaterThanOrEqualTo(editors.x + editors.width);
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aClickOnAnExampleShowsItsAnswer(Window window) throws IOException {
        open(window);
        assertThat(browser.findElements(EXAMPLES)).hasSize(window.isNarrow() ? 0 : 1);
        if (window.isNarrow()) {
            browser.findElement(SHOW_EXAMPLES).click();
            picture(window, "examples");
        }
        wait.until(elementToBeClickable(By.xpath("//button[code='" + ASKED.name() + "']")))
                .click();
        wait.until(textToBePresentInElementLocated(RESULT, "Kashif Mirza"));
        assertThat(browser.findElements(EXAMPLES)).hasSize(window.isNarrow() ? 0 : 1);
        assertThat(unreachable()).isEmpty();
        picture(window, "example");
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void panelsAndDialogsFitIntoTheWindow(Window window) throws IOException {
        open(window);
        browser.findElement(By.cssSelector("button[aria-label='Show Documentation Explorer']"))
                .click();
        wait.until(elementToBeClickable(By.cssSelector(".graphiql-doc-explorer")));
        assertThat(unreachable()).isEmpty();
        assertFits(window, ".graphiql-doc-explorer");
        picture(window, "documentation");
        browser.findElement(By.cssSelector("button[data-value=settings]")).click();
        wait.until(elementToBeClickable(By.cssSelector(".graphiql-dialog")));
        assertFits(window, ".graphiql-dialog");
        picture(window, "settings");
    }

    private void assertFits(Window window, String element) {
        Rectangle box = browser.findElement(By.cssSelector(element)).getRect();
        assertThat(box.x).isNotNegative();
        assertThat(box.x + box.width).isLessThanOrEqualTo(window.width);
        long hidden = (long) browser.executeScript(
                "const box = document.querySelector(arguments[0]); return box.scrollWidth - box.clientWidth", element);
        assertThat(hidden).isZero();
    }

    private void open(Window window) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        window.width,
                        "height",
                        window.height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        window.isNarrow()));
        String origin = "http://127.0.0.1:" + root.getPort();
        // What the explorer remembers from the test before
        browser.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        browser.get(origin + root.getPath() + "graphiql/");
        wait.until(elementToBeClickable(By.cssSelector(".explorer-hint")));
    }

    @SuppressWarnings("unchecked")
    private List<String> unreachable() {
        return (List<String>) browser.executeScript(UNREACHABLE);
    }

    private void picture(Window window, String name) throws IOException {
        String folder = System.getProperty("demarche.screenshots");
        if (folder != null) {
            Files.write(
                    Path.of(folder).resolve("%d-%s.png".formatted(window.width, name)),
                    browser.getScreenshotAs(OutputType.BYTES));
        }
    }
}

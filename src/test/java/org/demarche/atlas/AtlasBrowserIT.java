package org.demarche.atlas;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.demarche.support.Chromium;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Heavy;
import org.demarche.support.MutationClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.MutationClient.input;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeContains;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.urlContains;
import static org.openqa.selenium.support.ui.ExpectedConditions.urlMatches;

/** The atlas in a real browser, on the record of the tests. */
@Heavy
@QuarkusIntegrationTest
class AtlasBrowserIT {

    private static final String TOPIC = "taliban-recognition";

    private static final String COUNTS = "supports partlySupports neutral partlyOpposes opposes absent";

    private static final By TITLE = By.id("title");
    private static final By MAP = By.id("map");
    private static final By RANGE = By.cssSelector("input[type=range]");
    private static final By PLAY = By.cssSelector("button.play");
    private static final By SEARCH = By.cssSelector("input[type=search]");
    private static final By RUSSIA = By.cssSelector(".map [data-code=RU]");
    private static final By ANNOUNCER = By.id("announcer");

    @TestHTTPResource("/")
    URI root;

    private ChromeDriver browser;
    private WebDriverWait wait;

    @BeforeEach
    void openTheBrowser() throws IOException {
        browser = Chromium.required().open();
        wait = new WebDriverWait(browser, Duration.ofSeconds(20));
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void theRootShowsTheLatestAndASearchLeadsToATopic() {
        browser.get(address(""));
        wait.until(textToBePresentInElementLocated(TITLE, "Who stands where"));
        wait.until(elementToBeClickable(By.cssSelector(".events a")));
        assertThat(URI.create(browser.getCurrentUrl()).getPath()).endsWith("/atlas/");
        browser.findElement(SEARCH).sendKeys("recognition of the taliban");
        wait.until(textToBePresentInElementLocated(By.id("found"), "Recognition of the Taliban government"));
        browser.findElement(SEARCH).sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
        wait.until(urlContains("topic=" + TOPIC));
        wait.until(textToBePresentInElementLocated(TITLE, "Recognition of the Taliban government"));
        browser.navigate().back();
        wait.until(textToBePresentInElementLocated(TITLE, "Who stands where"));
    }

    @Test
    void theMapTheTableAndTheLegendShowThePositionsOfTheDay() {
        open("?topic=" + TOPIC + "&day=2025-08-01");
        Map<String, String> positions = positionsOn("2025-08-01");
        assertThat(positions).hasSizeGreaterThan(5);
        wait.until(driver -> tableRows().size() == positions.size());
        assertThat(mapped().entrySet()).isSubsetOf(positions.entrySet()).hasSizeGreaterThan(5);
        assertThat(tableRows()).isEqualTo(positions);
        Map<String, Integer> tally = GraphqlClient.data(
                        "{ topic(slug: \"%s\") { tally(on: \"2025-08-01\") { supports neutral opposes absent } } }"
                                .formatted(TOPIC))
                .getMap("topic.tally");
        tally.forEach((name, count) -> assertThat(
                        browser.findElement(By.cssSelector("#legend data[data-path$='." + name + "']"))
                                .getText())
                .as(name)
                .isEqualTo("" + count));
    }

    @Test
    void theSliderStopsAtDaysOfChangeAndTheAddressKeepsTheDay() {
        List<String> days = GraphqlClient.data("{ topic(slug: \"%s\") { timeline { day } } }".formatted(TOPIC))
                .getList("topic.timeline.day");
        open("?topic=" + TOPIC);
        browser.findElement(RANGE).sendKeys(Keys.HOME);
        wait.until(attributeToBe(MAP, "data-day", days.get(0)));
        browser.findElement(RANGE).sendKeys(Keys.ARROW_RIGHT);
        wait.until(attributeToBe(MAP, "data-day", days.get(1)));
        assertThat(browser.getCurrentUrl()).contains("day=" + days.get(1));
        wait.until(driver -> tableRows().equals(positionsOn(days.get(1))));
        browser.findElement(RANGE).sendKeys(Keys.END);
        wait.until(attributeToBe(MAP, "data-day", days.get(days.size() - 1)));
        // A step is no entry of the history.
        assertThat(browser.executeScript("return history.length")).isEqualTo(2L);
    }

    @Test
    void aStepToANeighbouringDayAsksTheServiceNothing() {
        open("?topic=" + TOPIC + "&day=2021-09-01");
        wait.until(driver -> asked("AtlasPositions") >= 5);
        long before = asked("AtlasPositions");
        String day = browser.findElement(MAP).getAttribute("data-day");
        // What is asked in the same moment is for the day after the next ones.
        browser.executeScript("performance.clearResourceTimings()");
        browser.findElement(RANGE).sendKeys(Keys.ARROW_RIGHT);
        wait.until(driver -> !browser.findElement(MAP).getAttribute("data-day").equals(day));
        String shown = browser.findElement(MAP).getAttribute("data-day");
        assertThat(before).isPositive();
        assertThat(askedFor()).noneMatch(url -> url.contains("%22" + shown + "%22"));
    }

    @Test
    void itPlaysThroughAllDaysWithTheirTalliesAndStopsAtTheEnd() {
        List<Map<String, Object>> timeline = GraphqlClient.data(
                        "{ topic(slug: \"%s\") { timeline { day tally { %s } } } }".formatted(TOPIC, COUNTS))
                .getList("topic.timeline");
        open("?topic=" + TOPIC + "&day=1990-01-01");
        wait.until(elementToBeClickable(PLAY));
        browser.executeScript("""
                const map = document.getElementById('map');
                window.seen = {};
                new MutationObserver(() => window.seen[map.dataset.day] = Object.fromEntries(
                    [...document.querySelectorAll('#legend data')].map(count => [count.dataset.path.split('.').pop(), Number(count.value)])))
                    .observe(map, {attributeFilter: ['data-day']});""");
        click(PLAY);
        wait.until(attributeToBe(PLAY, "aria-label", "Pause"));
        new WebDriverWait(browser, Duration.ofMinutes(2)).until(attributeToBe(PLAY, "aria-label", "Play"));
        Map<?, ?> seen = (Map<?, ?>) browser.executeScript("return window.seen");
        assertThat(seen).hasSameSizeAs(timeline);
        for (Map<String, Object> day : timeline) {
            Map<?, ?> legend = (Map<?, ?>) seen.get(day.get("day"));
            // The legend leaves out partial positions that nobody holds.
            ((Map<?, ?>) day.get("tally")).forEach((name, count) -> assertThat(
                            legend.containsKey(name) ? ((Number) legend.get(name)).intValue() : 0)
                    .as(day + " " + name)
                    .isEqualTo(count));
        }
        wait.until(driver ->
                !browser.findElement(ANNOUNCER).getAttribute("textContent").isEmpty());
    }

    @Test
    void itPausesAtAClick() {
        open("?topic=" + TOPIC + "&day=1990-01-01");
        click(PLAY);
        wait.until(urlMatches("day=(?!1990)"));
        click(PLAY);
        wait.until(attributeToBe(PLAY, "aria-label", "Play"));
    }

    @Test
    void pagesOfOthersMayShowTheEmbeddedMapAndNothingElse() {
        String page = "http://localhost:" + root.getPort() + root.getPath();
        browser.get(page + "graphql?query=%7B__typename%7D");
        frame("atlas/?topic=" + TOPIC);
        assertThat(browser.findElements(TITLE)).isEmpty();
        browser.switchTo().defaultContent();
        frame("atlas/embed?topic=" + TOPIC + "&day=2025-08-01");
        wait.until(attributeToBe(RUSSIA, "data-position", "SUPPORTS"));
        assertThat(browser.findElement(SEARCH).isDisplayed()).isFalse();
        assertThat(browser.findElement(By.id("credit")).getAttribute("href"))
                .isEqualTo(address("atlas/?topic=" + TOPIC + "&day=2025-08-01"));
    }

    private void frame(String path) {
        browser.executeAsyncScript(
                "const frame = document.createElement('iframe'); frame.src = arguments[0]; frame.onload = arguments[1];"
                        + " document.body.replaceChildren(frame)",
                address(path));
        browser.switchTo().frame(0);
    }

    @Test
    void aClickOnACountrySelectsItAndTheLinkShowsTheSameElsewhere() {
        open("?topic=" + TOPIC + "&day=2025-08-01");
        browser.executeScript(
                "document.querySelector('.map [data-code=RU]').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        wait.until(urlContains("country=RU"));
        wait.until(attributeToBe(RUSSIA, "aria-pressed", "true"));
        String link = browser.getCurrentUrl();
        Map<String, String> seen = mapped();
        openElsewhere(link);
        wait.until(attributeToBe(RUSSIA, "aria-pressed", "true"));
        assertThat(mapped()).isEqualTo(seen);
        assertThat(browser.getCurrentUrl()).isEqualTo(link);
    }

    @Test
    void everythingIsReachedByTheKeyboardAlone() {
        open("?topic=" + TOPIC + "&day=2025-08-01");
        tabTo("document.activeElement.matches('.map [data-shape]')");
        String first = focused();
        press(Keys.ARROW_RIGHT);
        assertThat(focused()).isNotEqualTo(first);
        assertThat(browser.findElement(By.className("tip")).isDisplayed()).isTrue();
        press(Keys.ENTER);
        wait.until(urlContains("country=" + focused()));
        press("+");
        wait.until(attributeContains(By.cssSelector(".map > g"), "transform", "scale(2)"));
        tabTo("document.activeElement.matches('.play')");
        tabTo("document.activeElement.matches('input[type=range]')");
        press(Keys.ARROW_LEFT);
        wait.until(urlMatches("day=(?!2025-08-01)"));
        tabTo("document.activeElement.matches('#table a')");
        press(Keys.ENTER);
        wait.until(urlMatches("country=[A-Z]{2}"));
        press("/");
        assertThat(browser.switchTo().activeElement().getAttribute("type")).isEqualTo("search");
    }

    @Test
    void whatIsRecordedWhileThePageIsOpenAppears() {
        String event = "atlas-watched";
        MutationClient editor = MutationClient.editor("atlas");
        List<Map<String, Object>> sources = List.of(Map.of("title", "A source of the atlas"));
        editor.done(
                "recordEvent",
                input("slug", event, "title", "Watched", "kind", "STATEMENT", "date", "2024-05-01", "sources", sources),
                "");
        open("?event=" + event);
        assertThat(mapped()).isEmpty();
        browser.executeScript("window.scrollTo(0, 100)");
        editor.done(
                "recordStance",
                input(
                        "country",
                        "BR",
                        "event",
                        event,
                        "position",
                        "SUPPORTS",
                        "act",
                        "STATEMENT",
                        "since",
                        "2024-05-02",
                        "sources",
                        sources),
                "");
        wait.until(driver -> mapped().equals(Map.of("BR", "SUPPORTS")));
        assertThat(browser.findElement(By.cssSelector("#legend data[data-path$='.supports']"))
                        .getText())
                .isEqualTo("1");
        wait.until(attributeContains(ANNOUNCER, "textContent", "Changed just now"));
    }

    @Test
    void aCountryThatNoLongerExistsOnADayHoldsNoPositionOnIt() {
        String event = "atlas-of-former-countries";
        MutationClient editor = MutationClient.editor("atlas");
        List<Map<String, Object>> sources = List.of(Map.of("title", "A source of the atlas"));
        editor.done(
                "recordEvent",
                input("slug", event, "title", "Old", "kind", "STATEMENT", "date", "1985-06-01", "sources", sources),
                "");
        for (String country : List.of("SUHH", "US")) {
            editor.done(
                    "recordStance",
                    input(
                            "country",
                            country,
                            "event",
                            event,
                            "position",
                            "SUPPORTS",
                            "act",
                            "STATEMENT",
                            "since",
                            "1985-06-01",
                            "sources",
                            sources),
                    "");
        }
        for (String day : List.of("1991-12-25", "1991-12-26")) {
            open("?event=" + event + "&day=" + day);
            int tally = GraphqlClient.data(
                            "{ event(slug: \"%s\") { tally(on: \"%s\") { supports } } }".formatted(event, day))
                    .getInt("event.tally.supports");
            assertThat(browser.findElement(By.cssSelector("#legend button[data-key=SUPPORTS] data"))
                            .getText())
                    .as(day)
                    .isEqualTo("" + tally);
            assertThat(mapped().keySet()).isEqualTo(tally == 2 ? Set.of("SUHH", "US") : Set.of("US"));
        }
    }

    @Test
    void aVisitorWhoComesBackDownloadsNothingAgainAndMayBeOffline() {
        open("?topic=" + TOPIC + "&day=2025-08-01");
        wait.until(driver -> tableRows().size() > 5);
        Map<String, String> seen = mapped();
        wait.until(driver -> kept() > 20);
        browser.navigate().refresh();
        wait.until(driver -> mapped().equals(seen));
        // Without a body, an answer is its headers.
        assertThat(
                        (long)
                                browser.executeScript(
                                        "return performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.encodedBodySize * (entry.transferSize > entry.encodedBodySize), 0)"))
                .isZero();
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        browser.navigate().refresh();
        wait.until(driver -> mapped().equals(seen));
    }

    /** {@code -Ddemarche.screenshots=FOLDER} writes what was seen. */
    @Test
    void everyViewFitsIntoWindowsOfAllWidthsInTheLightAndInTheDark() throws IOException {
        Map<String, String> views = Map.of(
                "front",
                "",
                "topic",
                "?topic=" + TOPIC + "&day=2025-08-01",
                "country",
                "?topic=" + TOPIC + "&country=RU",
                "event",
                "?event=russia-recognises-taliban-government",
                "alignment",
                "?view=alignment&bloc=NATO",
                "arabic",
                "?topic=" + TOPIC + "&language=ar");
        for (int width : List.of(390, 820, 1440, 2560)) {
            for (String scheme : List.of("light", "dark")) {
                resize(width, scheme);
                for (Map.Entry<String, String> view : views.entrySet()) {
                    open(view.getValue());
                    settle();
                    String name = "%s-%d-%s".formatted(view.getKey(), width, scheme);
                    picture(name);
                    assertThat((long) browser.executeScript("return document.documentElement.scrollWidth"))
                            .as(name)
                            .isLessThanOrEqualTo(width);
                }
            }
        }
    }

    private void resize(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void picture(String name) throws IOException {
        String folder = System.getProperty("demarche.screenshots");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    @Test
    void anAddressThatNamesNothingSaysSo() {
        browser.get(address("atlas/?topic=nothing-of-this-name"));
        wait.until(textToBePresentInElementLocated(TITLE, "There is nothing at this address"));
        assertThat(browser.findElement(SEARCH).isEnabled()).isTrue();
        browser.get(address("atlas/?view=alignment&bloc=NOTHING"));
        wait.until(textToBePresentInElementLocated(By.id("alignment"), "There is nothing at this address"));
    }

    @Test
    void noRequestGoesToAnotherHostAndTheConsoleIsClean() {
        browser.get(address(""));
        wait.until(elementToBeClickable(By.cssSelector(".events a"))).click();
        wait.until(urlContains("event="));
        open("?topic=" + TOPIC);
        click(PLAY);
        wait.until(urlContains("day="));
        click(PLAY);
        Set<String> hosts =
                Chromium.requests(browser).stream().map(URI::getHost).collect(Collectors.toSet());
        assertThat(hosts).containsExactly("127.0.0.1");
        assertThat(Chromium.consoleErrors(browser)).isEmpty();
    }

    private static Map<String, String> positionsOn(String day) {
        List<Map<String, Object>> nodes = GraphqlClient.data(
                        "{ topic(slug: \"%s\") { positions(on: \"%s\", first: 250) { nodes { position country { code } } } } }"
                                .formatted(TOPIC, day))
                .getList("topic.positions.nodes");
        return nodes.stream()
                .collect(Collectors.toMap(node -> (String) ((Map<?, ?>) node.get("country")).get("code"), node ->
                        (String) node.get("position")));
    }

    /** The positions of the shapes that have one, by the code of the country. */
    @SuppressWarnings("unchecked")
    private Map<String, String> mapped() {
        return (Map<String, String>) browser.executeScript("""
                return Object.fromEntries([...document.querySelectorAll('.map .shape[data-position]:not([data-position=""])')]
                    .map(shape => [shape.dataset.shown, shape.dataset.position]));""");
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> tableRows() {
        return (Map<String, String>) browser.executeScript("""
                return Object.fromEntries([...document.querySelectorAll('#table tbody tr')]
                    .map(row => [row.dataset.code, row.dataset.position]));""");
    }

    private long asked(String document) {
        return askedFor().stream().filter(url -> url.contains("/graphql?")).count();
    }

    @SuppressWarnings("unchecked")
    private List<String> askedFor() {
        return (List<String>)
                browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");
    }

    private long kept() {
        return (long) browser.executeAsyncScript(
                "caches.open('demarche-atlas').then(cache => cache.keys()).then(keys => arguments[0](keys.length))");
    }

    private String focused() {
        return (String) browser.executeScript("return document.activeElement.dataset.shown ?? ''");
    }

    private void tabTo(String condition) {
        for (int presses = 0; presses < 120; presses++) {
            if ((boolean) browser.executeScript("return " + condition)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("The tab key does not lead to " + condition);
    }

    private void press(CharSequence keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    private void open(String state) {
        browser.get(address("atlas/" + state));
        settle();
    }

    /** Until everything that the address asks for is shown. */
    private void settle() {
        wait.until(attributeToBe(By.id("main"), "aria-busy", "false"));
    }

    private void click(By element) {
        wait.until(elementToBeClickable(element)).click();
    }

    /** As in a browser that has never opened the page. */
    private void openElsewhere(String link) {
        browser.get("about:blank");
        browser.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", "http://127.0.0.1:" + root.getPort(), "storageTypes", "all"));
        browser.get(link);
        settle();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + root.getPort() + root.getPath() + path;
    }
}

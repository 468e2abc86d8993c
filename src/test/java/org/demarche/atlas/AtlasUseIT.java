package org.demarche.atlas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.demarche.atlas.AtlasWindow.View;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeContains;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBeMoreThan;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.urlContains;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

/** What can be done with the atlas beside the map: compare countries, take along what is shown. */
@Heavy
@ExtendWith(ProgramWithVotes.class)
class AtlasUseIT {

    private static final By CELL = By.cssSelector(".heatmap button");
    private static final By PAIR = By.id("pair-title");
    private static final By SHARE = By.className("share-button");

    private AtlasWindow window;

    @BeforeEach
    void openTheWindow(RunningProgram program) throws IOException {
        window = new AtlasWindow(program);
    }

    @AfterEach
    void closeTheWindow() {
        window.close();
    }

    @Test
    void theDialogIsAccessibleAndHasLinkPictureTableFrameAndQueries() throws IOException {
        window.look(390, "dark");
        window.open(View.ALIGNMENT);
        window.click(SHARE);
        assertThat(window.violations()).isEmpty();
        assertThat(window.texts(".files button"))
                .containsExactly("alignment.svg", "alignment.png", "alignment.csv", "Print");
        assertThat(window.browser.findElement(By.cssSelector(".copyable input")).getAttribute("value"))
                .isEqualTo(window.browser.getCurrentUrl());
        window.focused().sendKeys(Keys.ESCAPE);
        assertThat(window.browser.findElement(By.tagName("dialog")).isDisplayed())
                .isFalse();
        assertThat(window.focused().getText()).isEqualTo("Share");
    }

    @Test
    void theFilesHaveWhatIsShown(@TempDir Path folder) throws IOException {
        window.browser.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        window.open(View.TOPIC);
        window.click(SHARE);
        List<String> names = window.texts(".files button").subList(0, 3);
        for (String name : names) {
            window.click(By.xpath("//button[.='" + name + "']"));
            window.wait.until(driver -> Files.exists(folder.resolve(name)));
        }
        String svg = Files.readString(folder.resolve(names.get(0)));
        assertThat(svg)
                .startsWith("<?xml")
                .contains("Recognition of the Taliban government", "August 1, 2025", "Natural Earth", "<pattern")
                .doesNotContain("class=", "style=", "var(--", "<script");
        assertThat(Files.readAllBytes(folder.resolve(names.get(1)))).startsWith(0x89, 'P', 'N', 'G');
        List<String> csv =
                Files.readString(folder.resolve(names.get(2))).lines().toList();
        List<String> shown = window.texts("#table tbody tr th");
        assertThat(csv).hasSize(1 + shown.size());
        assertThat(csv.stream().skip(1).map(line -> line.split(",")[1])).containsExactlyElementsOf(shown);
    }

    @Test
    void aFrameInAPageOfAnotherOriginShowsTheMap() throws IOException {
        window.open(View.TOPIC);
        window.click(SHARE);
        String code = window.browser
                .findElements(By.cssSelector(".copyable input"))
                .get(1)
                .getAttribute("value");
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            byte[] page = ("<!doctype html><title>Other</title><div style='width: 700px'>" + code + "</div>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            window.browser.get("http://localhost:" + other.getAddress().getPort() + "/");
            WebElement frame = window.browser.findElement(By.tagName("iframe"));
            assertThat(frame.getSize().width).isEqualTo(700);
            window.browser.switchTo().frame(frame);
            window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector("#legend data"), 2));
            assertThat(window.browser.findElements(SHARE)).isEmpty();
            assertThat(window.browser.findElements(By.cssSelector(".heading a")).stream()
                            .map(link -> link.getAttribute("href")))
                    .containsExactly(window.program.uri() + "atlas/" + View.TOPIC.address());
            assertThat(window.fitsIntoTheWindow()).isTrue();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void theArrowKeysLeadThroughTheHeatMapAndACellOpensTheVotesBehindIt() {
        window.open(View.ALIGNMENT_OF_A_BLOC);
        WebElement first = window.browser.findElements(CELL).get(0);
        window.browser.executeScript("arguments[0].focus()", first);
        window.focused().sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        String title = window.focused().getAttribute("title");
        assertThat(title).isNotEqualTo(first.getAttribute("title"));
        String score = window.focused().getText();
        window.focused().sendKeys(Keys.ENTER);
        window.wait.until(textToBePresentInElementLocated(PAIR, title));
        assertThat(window.browser.findElement(By.cssSelector(".facts dd")).getText())
                .isEqualTo(score);
        assertThat(window.browser.findElements(By.cssSelector(".comparisons tbody tr")))
                .hasSizeGreaterThan(20);
        assertThat(window.focused().getAttribute("title")).isEqualTo(title);
        window.click(By.cssSelector(".comparisons tbody a"));
        window.wait.until(urlContains("event="));
        window.browser.navigate().back();
        window.wait.until(textToBePresentInElementLocated(PAIR, title));
    }

    @Test
    void aQueryOpensInTheExplorerAndIsAnswered() {
        window.open(View.ALIGNMENT);
        window.click(SHARE);
        String address = window.browser
                .findElement(By.xpath("//a[contains(., 'AtlasPair')]"))
                .getAttribute("href");
        window.browser.get(address);
        window.wait.until(textToBePresentInElementLocated(By.cssSelector(".result-window .CodeMirror-code"), "kappa"));
    }

    @Test
    void besideAnEventSimilarCountriesAreThoseOfTheYearsBeforeIt() {
        window.open(View.VOTE);
        window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector(".alike li"), 0));
        String day = window.program
                .ask("{ event(slug: \"un-ga-roll-call-7\") { day } }")
                .getJsonObject("event")
                .getString("day");
        String from = LocalDate.parse(day).minusYears(5).toString();
        assertThat(window.requests().stream()
                        .map(address -> URLDecoder.decode(address, StandardCharsets.UTF_8))
                        .filter(address -> address.contains("\"contested\":true")))
                .isNotEmpty()
                .allSatisfy(address ->
                        assertThat(address).contains("\"date\":{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, day)));
    }

    @Test
    void thePanelFollowsTheDayWhenTheSliderRests() {
        By scope = By.cssSelector("#panel-country .scope");
        window.open(View.COUNTRY_ON_TOPIC);
        window.find("input[type=range]").sendKeys(Keys.HOME);
        window.wait.until(textToBePresentInElementLocated(scope, "too few events in common"));
        window.find("input[type=range]").sendKeys(Keys.END);
        window.wait.until(driver -> driver.findElement(scope)
                .getText()
                .contains(window.find(".time .day").getText()));
        window.wait.until(attributeContains(
                By.id("announcer"), "textContent", window.find(".time .day").getText()));
    }

    @Test
    void aPanelThatWaitsForAnAnswerSaysSo() {
        window.browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                const now = fetch;
                window.held = null;
                window.fetch = (...request) => held && String(request[0]).includes('/graphql')
                    ? new Promise(answer => held.push(() => answer(now(...request)))) : now(...request);"""));
        window.open(View.TOPIC);
        window.browser.executeScript("window.held = []");
        clickOnRussia();
        window.wait.until(textToBePresentInElementLocated(By.cssSelector("#panel-country .busy"), "Loading"));
        window.browser.executeScript("const waiting = held; held = null; waiting.forEach(send => send())");
        window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector("#panel-country .alike"), 0));
        window.wait.until(numberOfElementsToBe(By.cssSelector(".busy, .panels [aria-busy=true]"), 0));
    }

    /** The days of a topic may be known only after its map is there. */
    @Test
    void whatIsShownIsNotAskedForAgainWhenTheDaysAreKnown() {
        window.browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                const now = fetch;
                const variables = url => new URL(url, document.baseURI).searchParams.get('variables') ?? '{}';
                window.asked = [];
                window.fetch = async (...request) => {
                    asked.push(variables(request[0]));
                    if (/^{"slug":"[^"]*"}$/.test(asked.at(-1))) {
                        while (!document.getElementById('map').dataset.day) {
                            await new Promise(later => setTimeout(later, 10));
                        }
                    }
                    return now(...request);
                };"""));
        window.open(View.TOPIC);
        window.wait.until(visibilityOfElementLocated(By.id("time")));
        window.browser.executeScript("asked.length = 0");
        clickOnRussia();
        window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector("#panel-country .alike"), 0));
        assertThat((List<?>) window.browser.executeScript("""
                return asked.filter(text => /^{"slug":"[^"]*","on"/.test(text))""")).isEmpty();
    }

    @Test
    void inANarrowWindowTheEventsInCommonStandOnOneLine() {
        window.look(390, "light");
        window.open(View.VOTE);
        window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector(".alike li"), 0));
        assertThat((long) window.browser.executeScript("""
                const link = document.querySelector('.alike small a');
                link.querySelector('data').textContent = '1,061';
                return new Set([...link.getClientRects()].map(({bottom}) => bottom)).size""")).isEqualTo(1);
    }

    @Test
    void onAPageFromRightToLeftThereIsRoomForTheEllipsisOfACutTitle() {
        window.browser.get(window.program.uri().resolve("atlas/?language=ar").toString());
        window.wait.until(numberOfElementsToBeMoreThan(By.cssSelector(".events a"), 0));
        assertThat((boolean) window.browser.executeScript("""
                const link = document.querySelector('.events a');
                link.firstChild.textContent = 'extension of the mandate until July '.repeat(20);
                const room = parseFloat(getComputedStyle(link).paddingRight);
                return link.scrollHeight > link.clientHeight && link.scrollWidth - room <= link.clientWidth""")).isTrue();
    }

    @Test
    void onPaperThereAreNoControls() {
        window.open(View.COUNTRY_ON_TOPIC);
        window.browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(Stream.of(".search", ".share-button", ".zoom", ".panels .controls", ".close")
                        .flatMap(selector -> window.browser.findElements(By.cssSelector(selector)).stream())
                        .filter(WebElement::isDisplayed))
                .isEmpty();
        assertThat(window.browser
                        .findElement(By.cssSelector(".evidence blockquote"))
                        .isDisplayed())
                .isTrue();
        window.browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    @Test
    void countriesThatStandAlikeAreNeighboursInTheHeatMap() {
        window.open(View.FRONT);
        String order = (String) window.browser.executeAsyncScript("""
                const groups = {A: 0, B: 0, C: 1, D: 1, E: 2};
                const score = (one, other) => groups[one] === groups[other] ? 0.95
                    : one + other === 'AE' ? null : 0.9 - 0.4 * Math.abs(groups[one] - groups[other]);
                import(new URL('clusters.js', location.href)).then(({ordered}) =>
                    arguments[0](ordered(['E', 'A', 'C', 'B', 'D'], score).join('')));
                """);
        assertThat(order).hasSize(5).containsPattern("AB|BA").containsPattern("CD|DC");
    }

    private void clickOnRussia() {
        window.browser.executeScript(
                "document.querySelector('.map [data-code=RU]').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
    }
}

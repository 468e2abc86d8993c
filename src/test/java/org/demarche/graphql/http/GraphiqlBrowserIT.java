package org.demarche.graphql.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.demarche.support.Chromium;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.invisibilityOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.urlMatches;

@Heavy
@QuarkusIntegrationTest
class GraphiqlBrowserIT {

    private static final ExampleOperation ASKED = ExamplesRoute.example("01-who-recognises.graphql");
    private static final String ANSWER = "Kashif Mirza";
    private static final String NAME = "query Name($code: String!) { country(code: $code) { name } }";
    private static final String CODE = "{\"code\": \"NO\"}";

    private static final By TAB = By.cssSelector(".graphiql-tab-button");
    private static final By ACTIVE_TAB = By.cssSelector(".graphiql-tab-active .graphiql-tab-button");
    private static final By CLOSE_ACTIVE_TAB = By.cssSelector(".graphiql-tab-active .graphiql-tab-close");
    private static final By RUN = By.cssSelector(".graphiql-execute-button");
    private static final By QUERY = By.cssSelector(".graphiql-query-editor .CodeMirror-code");
    private static final By RESULT = By.cssSelector(".result-window .CodeMirror-code");
    private static final By HINT = By.cssSelector(".explorer-hint");
    private static final By TOKEN_PANEL = By.cssSelector("button[aria-label='Show Access token']");
    private static final By TOKEN = By.cssSelector(".explorer-token input");
    private static final By TOKEN_STATE = By.cssSelector(".explorer-token p[role='status']");
    private static final String QUERY_EDITOR = ".graphiql-query-editor .CodeMirror";
    private static final String VARIABLE_EDITOR = ".graphiql-editor-tool .CodeMirror";
    private static final String RESULT_VIEWER = ".result-window .CodeMirror";

    @TestHTTPResource("/")
    URI root;

    private ChromeDriver browser;
    private WebDriverWait wait;

    @BeforeEach
    void openTheExplorer() throws IOException {
        browser = Chromium.required().open();
        wait = new WebDriverWait(browser, Duration.ofSeconds(20));
        browser.get(address() + "graphiql");
        wait.until(numberOfElementsToBe(TAB, titlesOfTheExamples().size()));
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void theAddressLeadsToGraphiqlWithTheExamplesAsTabs() {
        assertTrue(URI.create(browser.getCurrentUrl()).getPath().endsWith("/graphiql/"), browser.getCurrentUrl());
        assertEquals("Demarche", browser.getTitle());
        assertEquals(titlesOfTheExamples(), texts(TAB));
    }

    @Test
    void anExampleChosenFromTheListRunsAndRunsAgainWithTheKeysForIt() {
        click(listed(ASKED));
        wait.until(textToBePresentInElementLocated(ACTIVE_TAB, ASKED.name()));
        wait.until(textToBePresentInElementLocated(RESULT, ANSWER));
        write(RESULT_VIEWER, "");
        wait.until(elementToBeClickable(HINT));
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys(Keys.ENTER)
                .keyUp(Keys.CONTROL)
                .perform();
        wait.until(textToBePresentInElementLocated(RESULT, ANSWER));
    }

    @Test
    void aClosedExampleOpensAgainFromTheListWithItsQuery() {
        int tabs = titlesOfTheExamples().size();
        click(listed(ASKED));
        wait.until(textToBePresentInElementLocated(ACTIVE_TAB, ASKED.name()));
        click(CLOSE_ACTIVE_TAB);
        // GraphiQL hides the tab bar if only one tab is left.
        wait.until(numberOfElementsToBe(TAB, tabs == 2 ? 0 : tabs - 1));
        click(listed(ASKED));
        wait.until(numberOfElementsToBe(TAB, tabs));
        wait.until(textToBePresentInElementLocated(ACTIVE_TAB, ASKED.name()));
        wait.until(textToBePresentInElementLocated(QUERY, ASKED.title()));
        wait.until(textToBePresentInElementLocated(RESULT, ANSWER));
    }

    @Test
    void aReturningVisitorFindsTheTabsAndTheListUnchanged() {
        click(By.cssSelector("button[aria-label='Hide Examples']"));
        click(By.cssSelector(".graphiql-tab-add"));
        int tabs = titlesOfTheExamples().size() + 1;
        wait.until(numberOfElementsToBe(TAB, tabs));
        wait.until(driver -> storedTabs() == tabs);
        browser.navigate().refresh();
        wait.until(numberOfElementsToBe(TAB, tabs));
        click(By.cssSelector("button[aria-label='Show Examples']"));
        wait.until(elementToBeClickable(listed(ASKED)));
    }

    @Test
    void theAccessTokenIsSentAndNeverStored() {
        click(TOKEN_PANEL);
        wait.until(elementToBeClickable(TOKEN)).sendKeys("Bearer secret-access-token");
        wait.until(textToBePresentInElementLocated(TOKEN_STATE, "This is no access token."));
        write(QUERY_EDITOR, "{ country(code: \"NO\") { name } }");
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, "The access token is not valid: it is no signed JWT."));
        assertEquals(false, browser.executeScript("""
                        const places = [location.href, document.cookie, JSON.stringify(history.state),
                            JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
                        return places.some(text => text.includes('secret'));
                        """));
        browser.navigate().refresh();
        assertEquals("", wait.until(elementToBeClickable(TOKEN)).getAttribute("value"));
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, "Norway"));
    }

    @Test
    void anEmptyAnswerPaneSaysHowToFillIt() {
        wait.until(textToBePresentInElementLocated(HINT, "Ctrl-Enter"));
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, ANSWER));
        wait.until(invisibilityOfElementLocated(HINT));
        click(By.cssSelector(".graphiql-tab-add"));
        wait.until(elementToBeClickable(HINT));
    }

    @Test
    void theAddressIsALinkThatAnswersTheQueryWithItsVariables() {
        write(QUERY_EDITOR, NAME);
        write(VARIABLE_EDITOR, CODE);
        wait.until(urlMatches(".*#query=query\\+Name.*&variables=.*NO.*"));
        openElsewhere(browser.getCurrentUrl());
        wait.until(textToBePresentInElementLocated(RESULT, "Norway"));
        assertEquals("Name", browser.findElement(ACTIVE_TAB).getText());
        assertEquals(titlesOfTheExamples().size() + 1, texts(TAB).size());
    }

    @Test
    void aLinkToAnExampleOpensItsTab() {
        openElsewhere(link(ASKED.query()));
        wait.until(textToBePresentInElementLocated(RESULT, ANSWER));
        assertEquals(titlesOfTheExamples(), texts(TAB));
    }

    @Test
    void aLinkOpensAMutationButDoesNotRunIt() {
        openElsewhere(link("mutation Change { change { id } }"));
        wait.until(textToBePresentInElementLocated(ACTIVE_TAB, "Change"));
        wait.until(elementToBeClickable(HINT));
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, "INVALID_QUERY"));
        // The introspection, and what the button has run.
        assertEquals(2, requestsToTheService());
    }

    /** Over a WebSocket. It begins with what the built-in record has written. */
    @Test
    void aSubscriptionShowsItsResultsAsTheyArrive() {
        String cursor = (String) browser.executeAsyncScript(
                "fetch('../graphql?query=' + encodeURIComponent('{ changes(first: 1) { pageInfo { endCursor } } }'))"
                        + ".then(answer => answer.json())"
                        + ".then(({data}) => arguments[0](data.changes.pageInfo.endCursor))");
        write(QUERY_EDITOR, "subscription Watch { changed(after: \"%s\") { kind by nodeId } }".formatted(cursor));
        wait.until(textToBePresentInElementLocated(ACTIVE_TAB, "Watch"));
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, "RECORDED"));
        assertEquals(List.of(), Chromium.consoleErrors(browser));
    }

    @Test
    void aQueryThatIsTooLongForALinkLeavesTheAddressPlain() {
        wait.until(urlMatches("#query="));
        write(QUERY_EDITOR, "# " + "long ".repeat(2000) + "\n" + NAME);
        wait.until(urlMatches("/graphiql/$"));
    }

    @Test
    void theDocumentationOpensAtADescribedSchema() {
        click(By.cssSelector("button[aria-label='Show Documentation Explorer']"));
        wait.until(textToBePresentInElementLocated(
                By.cssSelector(".graphiql-doc-explorer-content .graphiql-markdown-description"), "countr"));
    }

    @Test
    void noRequestGoesToAnotherHostAndTheConsoleShowsNoError() {
        click(RUN);
        wait.until(textToBePresentInElementLocated(RESULT, "data"));
        click(By.cssSelector("button[data-value=settings]"));
        wait.until(elementToBeClickable(By.cssSelector(".graphiql-dialog")));
        Set<String> hosts =
                Set.copyOf(Chromium.requests(browser).stream().map(URI::getHost).toList());
        assertEquals(Set.of("127.0.0.1"), hosts);
        assertEquals(List.of(), Chromium.consoleErrors(browser));
    }

    private static List<String> titlesOfTheExamples() {
        return ExamplesRoute.index().stream()
                .map(ExamplesRoute::example)
                .map(ExampleOperation::name)
                .toList();
    }

    private static By listed(ExampleOperation example) {
        return By.xpath("//section[@aria-label='Examples']//button[code='" + example.name() + "']");
    }

    private String address() {
        return "http://127.0.0.1:" + root.getPort() + root.getPath();
    }

    private String link(String query) {
        return address() + "graphiql/#query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** As in a browser that has never opened the page. */
    private void openElsewhere(String link) {
        browser.get("about:blank");
        browser.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", "http://127.0.0.1:" + root.getPort(), "storageTypes", "all"));
        browser.get(link);
    }

    private void write(String editor, String text) {
        browser.executeScript("document.querySelector(arguments[0]).CodeMirror.setValue(arguments[1])", editor, text);
    }

    private long requestsToTheService() {
        return (long) browser.executeScript("return performance.getEntriesByType('resource')"
                + ".filter(entry => entry.name.endsWith('/graphql')).length");
    }

    private long storedTabs() {
        return (long)
                browser.executeScript(
                        "return JSON.parse(localStorage.getItem('demarche:graphiql:tabState') ?? '{\"tabs\": []}').tabs.length");
    }

    private void click(By element) {
        wait.until(elementToBeClickable(element)).click();
    }

    private List<String> texts(By elements) {
        return browser.findElements(elements).stream().map(WebElement::getText).toList();
    }
}

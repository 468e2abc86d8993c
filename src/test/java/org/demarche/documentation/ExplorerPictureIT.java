package org.demarche.documentation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.demarche.support.Chromium;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

/**
 * The picture in README shows its first query in the explorer. To take it again after a change of the page:
 * {@code mvn verify -Pall -Dit.test=ExplorerPictureIT -Ddemarche.write-picture=true}.
 */
@Heavy
@QuarkusIntegrationTest
class ExplorerPictureIT {

    private static final Path PICTURE = Path.of("src/site/markdown/images/explorer.png");
    private static final By EDITOR = By.cssSelector(".graphiql-query-editor .CodeMirror");
    private static final By ACTIVE_TAB = By.cssSelector(".graphiql-tab-active .graphiql-tab-button");
    private static final By RUN = By.cssSelector(".graphiql-execute-button");
    private static final By RESULT = By.cssSelector(".result-window .CodeMirror-code");

    @TestHTTPResource("/")
    URI root;

    @Test
    void theFirstQueryOfReadmeIsAnsweredInTheExplorer() throws IOException {
        String query = MarkdownPage.read(Path.of("README.md"))
                .blocks("graphql")
                .findFirst()
                .orElseThrow()
                .text();
        ChromeDriver browser = chromium().open();
        try {
            browser.manage().window().setSize(new Dimension(1560, 960));
            browser.get("http://127.0.0.1:" + root.getPort() + root.getPath());
            WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(20));
            wait.until(elementToBeClickable(RUN));
            browser.executeScript(
                    "arguments[0].CodeMirror.setValue(arguments[1])", browser.findElement(EDITOR), query.strip());
            wait.until(textToBePresentInElementLocated(ACTIVE_TAB, "WhoStandsWhere"));
            browser.findElement(RUN).click();
            wait.until(textToBePresentInElementLocated(RESULT, "Voice of World News"));
            if (Boolean.getBoolean("demarche.write-picture")) {
                Files.write(PICTURE, browser.getScreenshotAs(OutputType.BYTES));
            }
        } finally {
            browser.quit();
        }
    }

    private static Chromium chromium() {
        return Chromium.onThisMachine().orElseGet(() -> {
            String reason = "Skipped: needs chromium and chromedriver on the PATH";
            System.out.println(reason);
            return abort(reason);
        });
    }
}

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBe;

/**
 * The picture in README shows the topic of its first query in the atlas. To take it again after a change of the page:
 * {@code mvn verify -Pall -Dit.test=AtlasPictureIT -Ddemarche.write-picture=true}.
 */
@Heavy
@QuarkusIntegrationTest
class AtlasPictureIT {

    private static final Path PICTURE = Path.of("src/site/markdown/images/atlas.png");
    private static final String ADDRESS = "atlas/?topic=taliban-recognition&day=2025-07-05&country=RU";

    @TestHTTPResource("/")
    URI root;

    @Test
    void theRecognitionOfTheTalibanGovernmentIsOnTheMap() throws IOException {
        ChromeDriver browser = Chromium.required().open();
        try {
            browser.manage().window().setSize(new Dimension(1560, 960));
            browser.get("http://127.0.0.1:" + root.getPort() + root.getPath() + ADDRESS);
            WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(20));
            By russia = By.cssSelector(".map [data-code=RU]");
            wait.until(attributeToBe(russia, "data-position", "SUPPORTS"));
            wait.until(attributeToBe(russia, "aria-pressed", "true"));
            wait.until(driver ->
                    !driver.findElements(By.cssSelector("#panel-country h2")).isEmpty());
            assertThat(browser.findElement(By.id("legend")).getText()).contains("Supports");
            if (Boolean.getBoolean("demarche.write-picture")) {
                Files.write(PICTURE, browser.getScreenshotAs(OutputType.BYTES));
            }
        } finally {
            browser.quit();
        }
    }
}

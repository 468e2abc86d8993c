package org.demarche.atlas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.demarche.atlas.AtlasWindow.View;
import org.demarche.support.Chromium;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

/** The service knows the documents of the atlas, as the page puts them together. */
@Heavy
class AtlasOnKnownDocumentsIT {

    @TempDir
    Path folder;

    @Test
    void theAtlasShowsEverythingThoughOnlyKnownDocumentsRun() throws IOException {
        Chromium.required();
        Path data = folder.resolve("data");
        DataFolder.MIGRATED.copyTo(data);
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Map<String, String> settings =
                Map.of("DEMARCHE_DOCUMENTS_FOLDER", documents.toString(), "DEMARCHE_DOCUMENTS_ONLY", "true");
        try (RunningProgram program = RunningProgram.startOn(data, settings).listening();
                AtlasWindow window = new AtlasWindow(program)) {
            for (View view : new View[] {View.FRONT, View.COUNTRY_ON_TOPIC, View.EVENT, View.TOO_LARGE_A_BLOC}) {
                window.open(view);
                assertThat(window.requests())
                        .as(view.name())
                        .anyMatch(address -> address.contains("/graphql?"))
                        // The text of a document is sent only if its hash is unknown.
                        .noneMatch(address -> address.contains("query="));
            }
            window.find("input[type=search]").sendKeys("taliban");
            window.wait.until(textToBePresentInElementLocated(By.id("found"), "Recognition of the Taliban government"));
            assertThat(Chromium.consoleErrors(window.browser)).isEmpty();
        }
    }
}

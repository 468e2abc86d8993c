package org.demarche.importing.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.demarche.importing.ImportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordFolderTest {

    @TempDir
    Path folder;

    @Test
    void filesThatOperatingSystemsHideAreLeftAloneAndNamed() throws IOException {
        for (String name : List.of("b.yaml", "a.json", "notes.txt")) {
            Files.writeString(folder.resolve(name), "{}");
        }
        for (String hidden :
                List.of(".DS_Store", "._b.yaml", ".b.yaml.swp", "Thumbs.db", "desktop.ini", "Desktop.ini~")) {
            Files.write(folder.resolve(hidden), new byte[] {0, 5, 22, 7});
        }
        Files.createDirectory(folder.resolve(".git"));
        List<String> leftAlone = new ArrayList<>();
        assertThat(RecordImport.read(folder, leftAlone::add))
                .extracting(RecordFile::name)
                .containsExactly(
                        folder.resolve("a.json").toString(),
                        folder.resolve("b.yaml").toString());
        assertThat(leftAlone).containsExactly(".DS_Store", "._b.yaml", ".b.yaml.swp", "Thumbs.db", "desktop.ini");
    }

    @Test
    void aFolderWithNothingElseHasNoRecord() throws IOException {
        Files.writeString(folder.resolve("._b.yaml"), "");
        assertThatThrownBy(() -> RecordImport.read(folder, hidden -> {}))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("contains no record");
    }
}

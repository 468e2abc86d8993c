package org.demarche.config;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsValidatorTest {

    @Test
    void everySettingOfTheServiceIsKnown() {
        Set<String> mapped = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.demarche").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .flatMap(type -> type.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(method -> type.getAnnotationOfType(ConfigMapping.class)
                                                .prefix()
                                        + "."
                                        + method.getName()
                                                .replaceAll("([A-Z])", "-$1")
                                                .toLowerCase()))
                        .collect(Collectors.toSet());
        assertThat(SettingsValidator.OWN).isEqualTo(mapped);
    }
}

package org.demarche.support;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

class WholeFilesTest {

    @Test
    void noQuarkusTestSharesItsJvmWithIntegrationTests() {
        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should()
                .beAnnotatedWith(WholeFiles.class)
                .check(new ClassFileImporter()
                        .withImportOption(location -> location.contains("IT.class"))
                        .importPackages("org.demarche"));
    }
}

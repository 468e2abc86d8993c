package org.demarche.suite;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

class HalvesTest {

    /** The halves find classes by the ends of their names, and the tests of the program are found so too. */
    @Test
    void everyClassWithTestsIsRun() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .beDeclaredInClassesThat()
                .haveNameMatching("org\\.demarche\\..*(Test|IT)")
                .check(new ClassFileImporter()
                        .withImportOption(location -> location.contains("/test-classes/"))
                        .importPackages("org.demarche"));
    }
}

package org.demarche.support;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.test.junit.QuarkusTest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "org.demarche", importOptions = ImportOption.OnlyIncludeTests.class)
class WholeFilesTest {

    @ArchTest
    static final ArchRule noQuarkusTestSharesItsJvmWithIntegrationTests = classes()
            .that()
            .haveSimpleNameEndingWith("IT")
            .and()
            .areAnnotatedWith(QuarkusTest.class)
            .should()
            .beAnnotatedWith(WholeFiles.class);
}

package org.demarche;

import java.util.Locale;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The default locale is the root locale, which Main sets before anything else: text is formatted with it everywhere, also
 * by libraries. What decides on the case of letters says so itself, because tests and tools run it without Main.
 */
@AnalyzeClasses(packages = "org.demarche", importOptions = ImportOption.DoNotIncludeTests.class)
class DefaultLocaleTest {

    @ArchTest
    static final ArchRule mainAloneSetsTheDefaultLocale = noClasses()
            .that()
            .areNotAssignableTo(Main.class)
            .should()
            .callMethod(Locale.class, "setDefault", Locale.class)
            .orShould()
            .callMethod(Locale.class, "setDefault", Locale.Category.class, Locale.class);

    @ArchTest
    static final ArchRule nothingAsksForTheDefaultLocale = noClasses()
            .should()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault", Locale.Category.class);

    @ArchTest
    static final ArchRule caseIsChangedInANamedLocale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");
}

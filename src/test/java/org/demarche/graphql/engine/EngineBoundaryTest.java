package org.demarche.graphql.engine;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import graphql.execution.CoercedVariables;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** An upgrade of graphql-java or SmallRye may break one package only. */
@AnalyzeClasses(packages = "org.demarche", importOptions = ImportOption.DoNotIncludeTests.class)
class EngineBoundaryTest {

    /** The engines' classes besides those that any GraphQL application uses. */
    private static final DescribedPredicate<JavaClass> ENGINE_INTERNALS = resideInAPackage("io.smallrye.graphql..")
            .and(DescribedPredicate.not(resideInAPackage("io.smallrye.graphql.api..")))
            .or(resideInAnyPackage(
                            "graphql.analysis..",
                            "graphql.execution..",
                            "graphql.introspection..",
                            "graphql.normalized..",
                            "graphql.parser..",
                            "graphql.util..",
                            "graphql.validation..",
                            "graphql.schema.impl..",
                            "graphql.schema.visibility..")
                    // Parameters of the public interfaces graphql.schema.Coercing and GraphQLTypeVisitor.
                    .and(DescribedPredicate.not(
                            belongToAnyOf(CoercedVariables.class, TraversalControl.class, TraverserContext.class))))
            .as("are internals of graphql-java or SmallRye");

    @ArchTest
    static final ArchRule onlyTheEnginePackageUsesInternals = noClasses()
            .that()
            .resideOutsideOfPackage("org.demarche.graphql.engine..")
            .should()
            .dependOnClassesThat(ENGINE_INTERNALS);

    @ArchTest
    static final ArchRule noClassUsesInternalTypes = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are annotated with @Internal, or are members of such a class", EngineBoundaryTest::isInternal));

    @ArchTest
    static final ArchRule noClassCallsInternalMethods = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "the method is annotated with @Internal", call -> isInternalMethod(call.getTarget())));

    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith("graphql.Internal")
                || type.isAnnotatedWith("org.dataloader.annotations.Internal")
                || type.getEnclosingClass().map(EngineBoundaryTest::isInternal).orElse(false);
    }

    private static boolean isInternalMethod(AccessTarget.MethodCallTarget method) {
        return method.resolveMember()
                .map(member -> member.isAnnotatedWith("graphql.Internal"))
                .orElse(false);
    }
}

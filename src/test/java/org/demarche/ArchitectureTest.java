package org.demarche;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.netty.buffer.ByteBuf;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.graphql.api.CustomScalar;
import io.smallrye.graphql.api.CustomStringScalar;
import io.vertx.core.buffer.Buffer;
import org.demarche.database.DataRevision;
import org.demarche.database.KnownMoments;
import org.demarche.database.ReadSession;
import org.demarche.database.RequestReads;
import org.demarche.database.RequestWrites;
import org.demarche.database.sql.Sql;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules of src/site/markdown/architecture.md. Reasons are in Sql, ReadSession, WriteTransaction and RequestDataLoaders. */
@AnalyzeClasses(packages = "org.demarche", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FEATURES = {
        "org.demarche.country..",
        "org.demarche.event..",
        "org.demarche.stance..",
        "org.demarche.topic..",
        "org.demarche.bloc..",
        "org.demarche.source..",
        "org.demarche.alignment..",
        "org.demarche.search..",
        "org.demarche.atlas..",
        "org.demarche.change..",
        "org.demarche.mutation..",
        "org.demarche.importing..",
        "org.demarche.exporting.."
    };

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("org.demarche.(*)..").should().beFreeOfCycles();

    /** Also between the packages within a layer, such as database.sql and database.driver. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.demarche.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule valuesErrorsAndPagingKnowNeitherGraphqlNorTheDatabase = noClasses()
            .that()
            .resideInAnyPackage("org.demarche.model..", "org.demarche.error..", "org.demarche.paging..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "org.demarche.graphql..",
                            "org.demarche.database..",
                            "graphql..",
                            "io.smallrye.graphql..",
                            "org.eclipse.microprofile.graphql..",
                            "io.vertx..",
                            "io.quarkus..",
                            "jakarta..",
                            "org.hibernate..")
                    .and(not(belongToAnyOf(CustomScalar.class, CustomStringScalar.class))))
            .because(
                    "every other package may use them; SmallRye finds a custom scalar only by an annotation on its class");

    @ArchTest
    static final ArchRule databaseDoesNotKnowGraphql = noClasses()
            .that()
            .resideInAPackage("org.demarche.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.demarche.graphql..",
                    "graphql..",
                    "io.smallrye.graphql..",
                    "org.eclipse.microprofile.graphql..");

    @ArchTest
    static final ArchRule internalsOfVertxAndNettyStayInTwoPackages = noClasses()
            .that()
            .resideOutsideOfPackages("org.demarche.database.driver..", "org.demarche.http.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..", "io.vertx..spi..", "io.netty.channel..");

    @ArchTest
    static final ArchRule exceptionsHaveOneSuffix =
            classes().that().areAssignableTo(Throwable.class).should().haveSimpleNameEndingWith("Exception");

    @ArchTest
    static final ArchRule graphqlAndDatabaseKnowNoFeature = noClasses()
            .that()
            .resideInAnyPackage("org.demarche.graphql..", "org.demarche.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule graphqlKnowsOfTheDatabaseOnlyItsRevisionAndHowReadsAndWritesEndOrLookBack = noClasses()
            .that()
            .resideInAPackage("org.demarche.graphql..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "org.demarche.database..", "io.vertx.mutiny.sqlclient..", "org.hibernate..")
                    .and(not(belongToAnyOf(
                            DataRevision.class, RequestReads.class, RequestWrites.class, KnownMoments.class))));

    @ArchTest
    static final ArchRule sessionsAndPoolsAreOpenedInDatabaseOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.demarche.database..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\.Panache"
                    + "|org\\.hibernate\\.reactive\\..*"
                    + "|io\\.vertx\\.(mutiny\\.)?sqlclient\\.(Pool|SqlClient|SqlConnection)"
                    + "|io\\.quarkus\\.hibernate\\.reactive\\.panache\\.common\\.With.*"
                    + "|jakarta\\.transaction\\.Transactional");

    @ArchTest
    static final ArchRule sqlIsWrittenInRepositoriesOnly = classes()
            .that()
            .resideOutsideOfPackage("org.demarche.database..")
            .and()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .haveSimpleNameNotEndingWith("FilterSql")
            .should()
            .notBe(Sql.class)
            .andShould(neverUse(Sql.class, ReadSession.class));

    @ArchTest
    static final ArchRule resolversNeverBlock =
            classes().that().areAnnotatedWith(GraphQLApi.class).should().beAnnotatedWith(NonBlocking.class);

    @ArchTest
    static final ArchRule fieldsTakeOneParent = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(GraphQLApi.class)
            .should(takeNoListOfParents());

    /** MethodDataFetcher hands the context of the first object at a place to all others there. */
    @ArchTest
    static final ArchRule resolversAskNothingOfTheContextThemselves = noClasses()
            .that()
            .resideOutsideOfPackage("org.demarche.graphql..")
            .should()
            .callMethodWhere(target(owner(assignableTo(Context.class))));

    @ArchTest
    static final ArchRule constructorsInject = noFields().should().beAnnotatedWith("jakarta.inject.Inject");

    /** A client proxy looks its bean up on each call, and a request calls some twenty beans. */
    @ArchTest
    static final ArchRule beansHaveNoClientProxies =
            noClasses().should().beAnnotatedWith("jakarta.enterprise.context.ApplicationScoped");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Service)");

    /** Static fields are set when the native executable is built, and it cannot contain Netty's memory. */
    @ArchTest
    static final ArchRule noStaticFieldHoldsABuffer = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(assignableTo(Buffer.class).or(assignableTo(ByteBuf.class)));

    private static ArchCondition<JavaClass> neverUse(Class<?>... types) {
        List<String> names = java.util.Arrays.stream(types).map(Class::getName).toList();
        return com.tngtech.archunit.lang.conditions.ArchConditions.never(
                dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("are " + names) {
                    @Override
                    public boolean test(JavaClass type) {
                        return names.contains(type.getName());
                    }
                }));
    }

    /** The framework hands the rows of one set of arguments to another (smallrye/smallrye-graphql#2268): RequestDataLoaders does not. */
    private static ArchCondition<JavaMethod> takeNoListOfParents() {
        return new ArchCondition<>("take no list of parents") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean batch = method.getParameters().stream()
                        .filter(parameter -> parameter.isAnnotatedWith(Source.class))
                        .map(JavaParameter::getRawType)
                        .anyMatch(type -> type.isEquivalentTo(List.class));
                if (batch) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes a list"));
                }
            }
        };
    }
}

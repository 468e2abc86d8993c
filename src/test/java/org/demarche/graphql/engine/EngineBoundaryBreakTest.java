package org.demarche.graphql.engine;

import java.util.Locale;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import graphql.ExecutionResultImpl;
import graphql.GraphQLContext;
import graphql.schema.GraphQLEnumType;
import org.demarche.graphql.InternalsOutsideEngine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule of {@link EngineBoundaryTest} fails for a class that breaks it: a rule that cannot fail protects nothing. */
class EngineBoundaryBreakTest {

    @Test
    void aClassOutsideTheEnginePackageThatUsesInternalsBreaksTheRule() {
        assertThat(violations(EngineBoundaryTest.onlyTheEnginePackageUsesInternals, InternalsOutsideEngine.class))
                .contains("graphql.execution.ExecutionContext")
                .contains("io.smallrye.graphql.schema.model.Operation");
    }

    @Test
    void aClassThatUsesAnInternalTypeBreaksTheRule() {
        assertThat(violations(EngineBoundaryTest.noClassUsesInternalTypes, InternalTypes.class))
                .contains("graphql.ExecutionResultImpl");
    }

    @Test
    void aClassThatCallsAnInternalMethodBreaksTheRule() {
        assertThat(violations(EngineBoundaryTest.noClassCallsInternalMethods, InternalMethods.class))
                .contains("graphql.schema.GraphQLEnumType.serialize");
    }

    private static String violations(ArchRule rule, Class<?> type) {
        return rule.evaluate(new ClassFileImporter().importClasses(type))
                .getFailureReport()
                .toString();
    }

    private record InternalTypes(ExecutionResultImpl result) {}

    private record InternalMethods(GraphQLEnumType type) {

        Object serialize(Object value) {
            return type.serialize(value, GraphQLContext.getDefault(), Locale.ROOT);
        }
    }
}

package org.demarche.graphql.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema is the contract with clients: every change is intended, and everything has a description. */
@QuarkusTest
class SchemaApiTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/schema.graphql");

    @Inject
    GraphQLSchema schema;

    /** After an intended change: mvn test -Dtest=SchemaApiTest -Ddemarche.write-schema=true, and read the diff. */
    @Test
    void theSchemaIsTheSnapshot() throws IOException {
        String served = RestAssured.get("/graphql/schema.graphql").asString();
        if (Boolean.getBoolean("demarche.write-schema")) {
            Files.writeString(SNAPSHOT, served);
        }
        assertThat(served).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void everyTypeFieldArgumentAndValueIsDescribed() {
        List<String> undescribed = new ArrayList<>();
        schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .forEach(type -> check(type, undescribed));
        assertThat(undescribed).isEmpty();
    }

    private static void check(GraphQLNamedType type, List<String> undescribed) {
        note(type.getName(), type, undescribed);
        if (type instanceof GraphQLFieldsContainer object) {
            object.getFieldDefinitions().forEach(field -> {
                note(type.getName() + "." + field.getName(), field, undescribed);
                for (GraphQLArgument argument : field.getArguments()) {
                    note(
                            type.getName() + "." + field.getName() + "(" + argument.getName() + ")",
                            argument,
                            undescribed);
                }
            });
        } else if (type instanceof GraphQLInputObjectType input) {
            input.getFields().forEach(field -> note(type.getName() + "." + field.getName(), field, undescribed));
        } else if (type instanceof GraphQLEnumType constants) {
            constants.getValues().forEach(value -> note(type.getName() + "." + value.getName(), value, undescribed));
        }
    }

    private static void note(String name, GraphQLNamedSchemaElement element, List<String> undescribed) {
        if (element.getDescription() == null || element.getDescription().length() < 5) {
            undescribed.add(name);
        }
    }
}

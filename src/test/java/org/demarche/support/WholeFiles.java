package org.demarche.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * A {@code QuarkusTest} that imports whole public files for minutes: heavy, and run beside the integration tests, but not in
 * their JVMs. After a {@code QuarkusIntegrationTest} in the same JVM, Quarkus starts with the settings of that test.
 */
@Heavy
@Tag("whole-files")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeFiles {}

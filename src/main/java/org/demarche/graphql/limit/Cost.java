package org.demarche.graphql.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field costs besides the objects that it returns: see {@link CostCalculator}. The members have the names of the
 * GraphQL cost directives (https://ibm.github.io/graphql-specs/cost-spec.html). One unit is about one object read from memory,
 * which takes one or two microseconds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Cost {

    /** For each object on which the field is selected. */
    int weight() default 0;

    /** The weight of a page that is read by an index. Lists with pages have it unless they state another one. */
    int PAGE = 10;

    /** The weight of a transaction: about a dozen statements, and a commit that waits for the disk. */
    int WRITE = 500;

    /** For the {@code totalCount} of the page that the field returns. */
    int countWeight() default DEFAULT_COUNT_WEIGHT;

    /** How many items a list without pages is expected to have. */
    int assumedSize() default DEFAULT_SIZE;

    /** The argument whose number of items is the number of items of the list; empty if there is none. */
    String slicingArgument() default "";

    /** Counts a few hundred index entries. */
    int DEFAULT_COUNT_WEIGHT = 20;

    int DEFAULT_SIZE = 5;
}

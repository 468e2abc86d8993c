package org.demarche.attack;

/** What explorers ask for. */
final class Introspection {

    static final String SCHEMA =
            "__schema { queryType { name } types { kind name description fields(includeDeprecated: true)"
                    + " { name description args { name description type { name ofType { name ofType { name } } } defaultValue }"
                    + " type { name ofType { name ofType { name } } } isDeprecated deprecationReason } inputFields { name }"
                    + " interfaces { name } enumValues { name description } possibleTypes { name } }"
                    + " directives { name description locations args { name } } }";

    private Introspection() {}
}

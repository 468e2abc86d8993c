package org.demarche.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests without the packaged program are two suites, which two JVMs run side by side. Of classes by themselves in more
 * than one JVM, Quarkus would start anew for each (https://github.com/quarkusio/quarkus/issues/43979).
 */
@Suite
@SelectPackages("org.demarche")
@IncludeClassNamePatterns(FirstHalf.CLASSES)
class FirstHalf {

    /** Takes about half of the time. Packages whose tests start the service with the same settings are together. */
    static final String CLASSES = "org\\.demarche\\.([a-f]\\w*|graphql\\.(federation|websocket)|http|stance)\\..*Test";
}

package org.demarche.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that the first half does not contain. */
@Suite
@SelectPackages("org.demarche")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(FirstHalf.CLASSES)
class SecondHalf {}

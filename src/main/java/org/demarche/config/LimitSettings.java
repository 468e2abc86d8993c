package org.demarche.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * What one GraphQL request may ask for. A request over a limit is rejected with LIMIT_EXCEEDED, before it is executed
 * except for {@link #responseSize}.
 */
@ConfigMapping(prefix = "demarche.limits")
public interface LimitSettings {

    /**
     * How many items of lists a request could return: the product of the page sizes along each path of the query. Allows
     * pages of 250 nested twice. The items of the answer are counted too.
     */
    @WithDefault("100000")
    @WithConverter(CheckedConverter.Count.class)
    int nodes();

    /**
     * The cost of a request: 1 for each object that it could return, 1 for ten values, more for fields that read much, such
     * as counts, searches and alignments. Keeps the memory and the time of one request bounded.
     */
    @WithDefault("200000")
    @WithConverter(CheckedConverter.Count.class)
    int cost();

    /** How deep fields may be nested. The introspection query of GraphiQL needs 15. */
    @WithDefault("20")
    @WithConverter(CheckedConverter.Count.class)
    int depth();

    /** How many fields a document may select; a fragment counts each time that it is used. */
    @WithDefault("2000")
    @WithConverter(CheckedConverter.Count.class)
    int fields();

    /** How many of the fields may have an alias: enough for each of the UN's members twice. */
    @WithDefault("500")
    @WithConverter(CheckedConverter.Count.class)
    int aliases();

    /** How many fields an operation may have at its root. */
    @WithDefault("250")
    @WithConverter(CheckedConverter.Count.class)
    int rootFields();

    /** How many directives a document may have; those of a fragment count each time that it is used. */
    @WithDefault("250")
    @WithConverter(CheckedConverter.Count.class)
    int directives();

    /** How many tokens (names, values, punctuation) a document may have. */
    @WithDefault("15000")
    @WithConverter(CheckedConverter.Count.class)
    int tokens();

    /**
     * How many characters a document may have, comments and blanks included: several times as many as those of typical
     * clients. Parsing takes a quarter of a millisecond for each thousand, and a body may have a million.
     */
    @WithDefault("100000")
    @WithConverter(CheckedConverter.Count.class)
    int document();

    /** How many characters a name or a text value may have, in the document and in the variables. */
    @WithDefault("10000")
    @WithConverter(CheckedConverter.Count.class)
    int characters();

    /** How many items a list in an argument or a variable may have. */
    @WithDefault("250")
    @WithConverter(CheckedConverter.Count.class)
    int items();

    /** How large the data of a response may be. Counted during execution from names and texts, so approximate. */
    @WithDefault("32M")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize responseSize();
}

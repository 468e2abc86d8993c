package org.demarche.graphql.limit;

import java.util.Locale;
import java.util.function.ToLongFunction;

import org.demarche.config.LimitSettings;
import org.demarche.error.LimitExceededException;

/** The limits of one request: what clients read when they exceed one. */
public enum RequestLimit {
    NODES("nodes", LimitSettings::nodes, "could return %s nodes", "request smaller pages, or nest fewer lists"),
    COST(
            "cost",
            LimitSettings::cost,
            "costs %s",
            "request smaller pages, or fewer counts, searches and alignments at once"),
    DEPTH("depth", LimitSettings::depth, "is nested %s fields deep", "nest fewer fields"),
    FIELDS("fields", LimitSettings::fields, "selects %s fields, fragments included", "send several requests"),
    ALIASES("aliases", LimitSettings::aliases, "has %s aliases, fragments included", "send several requests"),
    ROOT_FIELDS("root-fields", LimitSettings::rootFields, "has %s root fields", "send several requests"),
    DIRECTIVES("directives", LimitSettings::directives, "has %s directives, fragments included", "use fewer"),
    TOKENS("tokens", LimitSettings::tokens, "has %s tokens", "send several requests, or use variables"),
    DOCUMENT(
            "document",
            LimitSettings::document,
            "has a document of %s characters",
            "use variables, or send several requests"),
    CHARACTERS("characters", LimitSettings::characters, "has a name or text of %s characters", "shorten it"),
    ITEMS("items", LimitSettings::items, "has an input list of %s items", "send several requests"),
    RESPONSE_SIZE(
            "response-size",
            settings -> settings.responseSize().asLongValue(),
            "has a response of %s bytes",
            "request smaller pages or fewer fields");

    /** More than any setting allows. Larger amounts are reported as this one. */
    static final long MANY = 1_000_000_000_000L;

    private final String setting;
    private final ToLongFunction<LimitSettings> value;
    private final String excess;
    private final String advice;

    RequestLimit(String setting, ToLongFunction<LimitSettings> value, String excess, String advice) {
        this.setting = setting;
        this.value = value;
        this.excess = excess;
        this.advice = advice;
    }

    /** The limit's name in the settings, without the prefix. */
    public String setting() {
        return setting;
    }

    public long of(LimitSettings settings) {
        return value.applyAsLong(settings);
    }

    /** @throws LimitExceededException if more is requested than the settings allow */
    public void check(long requested, LimitSettings settings) {
        check(requested, settings, "");
    }

    /** @param location where in the request, to follow "The request"; empty if it is the request as a whole */
    void check(long requested, LimitSettings settings, String location) {
        if (requested > of(settings)) {
            throw exceeded(requested, of(settings), location);
        }
    }

    public LimitExceededException exceeded(long requested, long allowed) {
        return exceeded(requested, allowed, "");
    }

    private LimitExceededException exceeded(long requested, long allowed, String location) {
        String amount = (requested >= MANY ? "more than " : "") + grouped(Math.min(requested, MANY));
        String message = "The request %s%s; at most %s %s allowed (demarche.limits.%s): %s."
                .formatted(
                        String.format(Locale.ROOT, excess, amount),
                        location,
                        grouped(allowed),
                        allowed == 1 ? "is" : "are",
                        setting,
                        advice);
        return new LimitExceededException(setting, requested, allowed, message);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

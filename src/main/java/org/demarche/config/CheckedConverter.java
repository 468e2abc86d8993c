package org.demarche.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.vertx.pgclient.SslMode;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads the value of a setting and says in plain words which values are allowed. A setting names its converter, so the
 * error message at startup and the table in the manual follow from that one declaration.
 *
 * <p>Bean validation annotations would say the same, but Hibernate Validator exists only once Quarkus has started, and
 * settings are checked before that.
 *
 * <p>Each subclass declares {@code convert} again: SmallRye Config reads the type from the result of that method.
 */
public abstract class CheckedConverter<T> implements Converter<T> {

    private static final long serialVersionUID = 1L;

    /** How the message of a rejected value starts; {@link SettingMessages} puts setting and value before it. */
    static final String REJECTED = "must be ";

    private final String allowed;
    private final transient Function<String, T> parse;

    /** @param parse throws an {@link IllegalArgumentException} or returns null if the value is not allowed */
    CheckedConverter(String allowed, Function<String, T> parse) {
        this.allowed = allowed;
        this.parse = parse;
    }

    /** The allowed values as a noun phrase that completes "must be". */
    public final String allowed() {
        return allowed;
    }

    /** @return null for an empty value, as MicroProfile Config expects: it then counts as missing */
    final T check(String value) {
        if (value.isEmpty()) {
            return null;
        }
        T parsed;
        try {
            parsed = parse.apply(value.strip());
        } catch (IllegalArgumentException unreadable) {
            parsed = null;
        }
        if (parsed == null) {
            throw new IllegalArgumentException(REJECTED + allowed);
        }
        return parsed;
    }

    private static Integer number(String value, int min, int max) {
        int number = Integer.parseInt(value);
        return number >= min && number <= max ? number : null;
    }

    public static final class Count extends CheckedConverter<Integer> {

        private static final long serialVersionUID = 1L;

        public Count() {
            super("a whole number, at least 1", value -> number(value, 1, Integer.MAX_VALUE));
        }

        @Override
        public Integer convert(String value) {
            return check(value);
        }
    }

    public static final class Limit extends CheckedConverter<Integer> {

        private static final long serialVersionUID = 1L;

        public Limit() {
            super("a whole number, or 0 for no limit", value -> number(value, 0, Integer.MAX_VALUE));
        }

        @Override
        public Integer convert(String value) {
            return check(value);
        }
    }

    public static final class Networks extends CheckedConverter<TrustedProxies> {

        private static final long serialVersionUID = 1L;

        public Networks() {
            super("IP addresses or networks such as 10.0.0.0/8, separated by commas", TrustedProxies::parse);
        }

        @Override
        public TrustedProxies convert(String value) {
            return check(value);
        }
    }

    public static final class Port extends CheckedConverter<Integer> {

        private static final long serialVersionUID = 1L;

        public Port() {
            super("a port from 1 to 65535, or 0 for any free port", value -> number(value, 0, 65535));
        }

        @Override
        public Integer convert(String value) {
            return check(value);
        }
    }

    public static final class Time extends CheckedConverter<Duration> {

        private static final long serialVersionUID = 1L;

        public Time() {
            super("a duration such as 30s, 2m or PT2M", Time::parse);
        }

        @Override
        public Duration convert(String value) {
            return check(value);
        }

        private static Duration parse(String value) {
            Duration duration = new DurationConverter().convert(value);
            return duration == null || duration.isNegative() ? null : duration;
        }
    }

    public static final class Switch extends CheckedConverter<Boolean> {

        private static final long serialVersionUID = 1L;

        public Switch() {
            super("true or false", value -> switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            });
        }

        @Override
        public Boolean convert(String value) {
            return check(value);
        }
    }

    public static final class Memory extends CheckedConverter<MemorySize> {

        private static final long serialVersionUID = 1L;

        public Memory() {
            super("an amount of memory such as 64M or 1G, or 0", value -> new MemorySizeConverter().convert(value));
        }

        @Override
        public MemorySize convert(String value) {
            return check(value);
        }
    }

    public static final class Records extends CheckedConverter<BuiltInRecords> {

        private static final long serialVersionUID = 1L;

        public Records() {
            super("all or small", value -> BuiltInRecords.valueOf(value.toUpperCase(Locale.ROOT)));
        }

        @Override
        public BuiltInRecords convert(String value) {
            return check(value);
        }
    }

    public static final class Text extends CheckedConverter<String> {

        private static final long serialVersionUID = 1L;

        public Text() {
            super("a text", value -> value.isEmpty() ? null : value);
        }

        @Override
        public String convert(String value) {
            return check(value);
        }
    }

    public static final class KeyLocation extends CheckedConverter<String> {

        private static final long serialVersionUID = 1L;

        public KeyLocation() {
            super("the path of a file, or an address that begins with https:// or http://", KeyLocation::parse);
        }

        @Override
        public String convert(String value) {
            return check(value);
        }

        private static String parse(String value) {
            if (TokenSettings.isAddress(value)) {
                return URI.create(value).getHost() == null ? null : value;
            }
            return value.contains("://") ? null : Path.of(value).toString();
        }
    }

    public static final class Ssl extends CheckedConverter<SslMode> {

        private static final long serialVersionUID = 1L;

        public Ssl() {
            super(
                    Arrays.stream(SslMode.values())
                            .map(mode -> mode.value)
                            .collect(Collectors.joining(", ", "one of ", "")),
                    SslMode::of);
        }

        @Override
        public SslMode convert(String value) {
            return check(value);
        }
    }

    public static final class Origin extends CheckedConverter<String> {

        private static final long serialVersionUID = 1L;

        private static final Pattern ORIGIN =
                Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:]+])(:\\d+)?");

        private static final Pattern DEFAULT_PORT = Pattern.compile("^(http://.*):80$|^(https://.*):443$");

        public Origin() {
            super("an origin such as https://app.example, without a path, or *", Origin::parse);
        }

        @Override
        public String convert(String value) {
            return check(value);
        }

        /** As browsers send it: in lower case and without the default port. */
        private static String parse(String value) {
            String origin = value.toLowerCase(Locale.ROOT);
            if (origin.equals("*")) {
                return origin;
            }
            return ORIGIN.matcher(origin).matches()
                    ? DEFAULT_PORT.matcher(origin).replaceFirst("$1$2")
                    : null;
        }
    }

    public static final class Address extends CheckedConverter<String> {

        private static final long serialVersionUID = 1L;

        /** As Quarkus accepts it, without a user, a password or parameters. */
        private static final Pattern ADDRESS =
                Pattern.compile("postgres(ql)?://([\\w.~-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?/[^/?#,]+");

        public Address() {
            super(
                    "the address of a database such as postgresql://db.example:5432/demarche, without a user",
                    value -> ADDRESS.matcher(value).matches() ? value : null);
        }

        @Override
        public String convert(String value) {
            return check(value);
        }
    }
}

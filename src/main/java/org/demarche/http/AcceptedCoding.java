package org.demarche.http;

import java.util.Locale;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Which content codings a client accepts for a response (RFC 9110, section 12.5.3). The service knows gzip only: it is part
 * of Java, and every client that accepts a newer coding accepts gzip too.
 */
public enum AcceptedCoding {
    IDENTITY,
    /** Gzip and uncompressed. */
    GZIP,
    /** The client refuses uncompressed responses, however small. */
    GZIP_ONLY,
    /** The client refuses both. */
    NONE;

    /** An uncompressed response is acceptable if the header does not mention it, but any coding that it mentions is better. */
    private static final double UNMENTIONED = 0.0001;

    public static AcceptedCoding of(MultiMap headers) {
        String first = headers.get(HttpHeaders.ACCEPT_ENCODING);
        return first == null ? IDENTITY : of(String.join(",", headers.getAll(HttpHeaders.ACCEPT_ENCODING)));
    }

    static AcceptedCoding of(String header) {
        double gzip = -1;
        double identity = -1;
        double any = -1;
        for (String element : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";", 2);
            double quality = parts.length == 1 ? 1 : quality(parts[1]);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> gzip = quality;
                case "identity" -> identity = quality;
                case "*" -> any = quality;
                default -> {
                    // Not supported; another one may be.
                }
            }
        }
        return of(gzip >= 0 ? gzip : Math.max(any, 0), identity >= 0 ? identity : any == 0 ? 0 : UNMENTIONED);
    }

    private static AcceptedCoding of(double gzip, double identity) {
        if (identity == 0) {
            return gzip == 0 ? NONE : GZIP_ONLY;
        }
        return gzip > 0 && gzip >= identity ? GZIP : IDENTITY;
    }

    /** The weight of an element; 0 if it is not valid, so that nothing is sent that the client may not understand. */
    private static double quality(String parameter) {
        String weight = parameter.replaceAll("\\s", "");
        if (!weight.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
            return 0;
        }
        return Double.parseDouble(weight.substring(2));
    }
}

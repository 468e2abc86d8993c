package org.demarche.mutation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import io.vertx.core.json.JsonArray;
import org.demarche.security.Caller;

/**
 * What makes a request safe to repeat.
 *
 * @param caller the id of the caller: keys of different callers have nothing to do with each other
 * @param value chosen by the client
 * @param fingerprint of the mutation and its input
 */
public record RequestKey(String caller, String value, String fingerprint) {

    private static final int MAX_LENGTH = 200;

    /**
     * Reports an invalid key.
     *
     * @param given null if the client has set none; the result is null then
     * @param input everything else that the client has sent, as texts, numbers and lists of them
     */
    public static RequestKey of(InputCheck check, Caller caller, String given, String mutation, List<?> input) {
        String value = check.line("requestKey", given, MAX_LENGTH);
        return value == null ? null : new RequestKey(caller.id(), value, fingerprint(mutation, input));
    }

    private static String fingerprint(String mutation, List<?> input) {
        try {
            String content = new JsonArray().add(mutation).add(json(input)).encode();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Null stays null, which is not the text "null". */
    private static Object json(Object value) {
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(item -> array.add(json(item)));
            return array;
        }
        return value == null ? null : value.toString();
    }
}

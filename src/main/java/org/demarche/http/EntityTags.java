package org.demarche.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Entity tags and the precondition {@code If-None-Match} (RFC 9110, sections 8.8.3 and 13.1.2). */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

    /** In bytes: two different contents with an equal hash of this length will not occur. */
    private static final int HASH_LENGTH = 16;

    private EntityTags() {}

    /** A strong tag: equal bytes, equal tag. */
    public static String strong(String content) {
        return '"' + content + '"';
    }

    /** A weak tag: its responses mean the same, but their bytes may differ, for instance in their content coding. */
    public static String weak(String content) {
        return "W/\"" + content + '"';
    }

    /** Text for a tag that identifies the content. */
    public static String hash(byte[] content) {
        return hash(content, HASH_LENGTH);
    }

    /** @param length of the hash, in bytes */
    public static String hash(byte[] content, int length) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String hash(String content, int length) {
        return hash(content.getBytes(StandardCharsets.UTF_8), length);
    }

    /** Whether the client has the response with this tag, so that 304 suffices. */
    public static boolean clientHas(String tag, MultiMap headers) {
        return names(tag, headers, false);
    }

    /** Like {@link #clientHas}, but also for {@code *}: to be called only if there is a successful response. */
    public static boolean clientHasOrAny(String tag, MultiMap headers) {
        return names(tag, headers, true);
    }

    private static boolean names(String tag, MultiMap headers, boolean any) {
        if (!headers.contains(HttpHeaders.IF_NONE_MATCH)) {
            return false;
        }
        List<String> fields = headers.getAll(HttpHeaders.IF_NONE_MATCH);
        if (fields.size() == 1 && fields.get(0).strip().equals("*")) {
            return any;
        }
        String opaque = opaque(tag);
        for (String field : fields) {
            Matcher tags = TAG.matcher(field);
            while (tags.find()) {
                if (tags.group(1).equals(opaque)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** If-None-Match compares weakly: whether a tag is weak does not matter. */
    private static String opaque(String tag) {
        return tag.substring(tag.indexOf('"'));
    }
}

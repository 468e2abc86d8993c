package org.demarche.graphql.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks JSON before it is parsed: its encoding, which the parser would guess, and how many objects the parser would create
 * for it. Looks at each byte once.
 */
final class JsonCheck {

    /** Variables of real clients are nested a few levels deep. */
    private static final int MAX_DEPTH = 100;

    /** Values in lists and objects. Each takes about a hundred bytes once it is parsed, but only two in the body. */
    private static final int MAX_VALUES = 10_000;

    private final String location;
    private final byte[] bytes;
    private int depth;
    private int values;
    private boolean ascii = true;

    private JsonCheck(String location, byte[] bytes) {
        this.location = location;
        this.bytes = bytes;
    }

    /** @param location names the JSON in messages */
    static void check(String location, byte[] bytes) throws MalformedRequestException {
        JsonCheck check = new JsonCheck(location, bytes);
        check.encodingMark();
        check.structure();
        check.characters();
    }

    private void encodingMark() throws MalformedRequestException {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (first == 0xfeff || first == 0xfffe || bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
            throw new MalformedRequestException(location + " is in UTF-16 or UTF-32; send it in UTF-8.");
        }
        if (first == 0xefbb) {
            throw new MalformedRequestException(location + " starts with a byte order mark; send UTF-8 without it.");
        }
    }

    private void structure() throws MalformedRequestException {
        boolean text = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            ascii &= b >= 0;
            if (text) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    text = false;
                }
            } else if (b == '"') {
                text = true;
            } else if (b == '{' || b == '[') {
                open();
            } else if (b == '}' || b == ']') {
                depth--;
            } else if (b == ',') {
                count();
            }
        }
    }

    private void open() throws MalformedRequestException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedRequestException(
                    "%s is nested more than %d levels deep.".formatted(location, MAX_DEPTH));
        }
        count();
    }

    private void count() throws MalformedRequestException {
        if (++values > MAX_VALUES) {
            throw new MalformedRequestException("%s has more than %d values.".formatted(location, MAX_VALUES));
        }
    }

    private void characters() throws MalformedRequestException {
        if (ascii) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException invalid) {
            throw new MalformedRequestException(location + " is not valid UTF-8.");
        }
    }
}

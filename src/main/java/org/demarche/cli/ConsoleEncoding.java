package org.demarche.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding of what commands print. */
public final class ConsoleEncoding {

    private static final String OF_LOCALE = "native.encoding";

    private ConsoleEncoding() {}

    /** In the locale C, which containers and cron often have, Java prints a question mark for every letter but ASCII. */
    public static void replaceAscii() {
        String encoding = System.getProperty(OF_LOCALE, "");
        if (!encoding.isEmpty() && Charset.forName(encoding).equals(StandardCharsets.US_ASCII)) {
            System.setOut(utf8(FileDescriptor.out));
            System.setErr(utf8(FileDescriptor.err));
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}

package org.demarche.database;

import java.util.Objects;

import org.demarche.model.StorableText;

/**
 * Who writes, and why: both are kept with every change of a transaction.
 *
 * @param name as the access token names the person; of an import, that of the command
 * @param reason null if none is given
 */
public record ChangeAuthor(String name, String reason) {

    public ChangeAuthor {
        Objects.requireNonNull(name, "name");
        if (name.isBlank() || StorableText.invalidCharacter(name) != null) {
            throw new IllegalArgumentException("'%s' is no name of an author".formatted(name));
        }
        if (reason != null && StorableText.invalidCharacter(reason) != null) {
            throw new IllegalArgumentException("The reason contains a character that cannot be stored");
        }
    }

    /** Without a reason. */
    public static ChangeAuthor named(String name) {
        return new ChangeAuthor(name, null);
    }

    /** The value of the transaction's setting demarche.change_reason. Empty stands for none. */
    String reasonOrEmpty() {
        return reason == null ? "" : reason;
    }
}

package org.demarche.database;

import java.util.Objects;
import java.util.function.Consumer;

/** Notices whether setting an entity's fields changes any of them. */
public final class Change {

    private boolean any;

    public <T> Change set(T now, T wanted, Consumer<T> setter) {
        if (!Objects.equals(now, wanted)) {
            setter.accept(wanted);
            any = true;
        }
        return this;
    }

    public boolean any() {
        return any;
    }
}

package org.demarche.database;

import java.util.Objects;
import java.util.function.Consumer;

/** Notices whether setting an entity's fields changes any of them. */
public final class ChangeTracker {

    private boolean any;

    public <T> ChangeTracker set(T now, T wanted, Consumer<T> setter) {
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

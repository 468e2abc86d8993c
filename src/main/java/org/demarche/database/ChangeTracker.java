package org.demarche.database;

import java.util.Objects;
import java.util.function.Consumer;

/** Sets the fields of an entity and records whether any of them changed. */
public final class ChangeTracker {

    private boolean changed;

    /** Calls the setter if the current value is not the wanted one. */
    public <T> ChangeTracker set(T current, T wanted, Consumer<T> setter) {
        if (!Objects.equals(current, wanted)) {
            setter.accept(wanted);
            changed = true;
        }
        return this;
    }

    public boolean hasChanged() {
        return changed;
    }
}

package org.demarche.bloc;

import java.util.List;

import org.demarche.database.ChangeTracker;
import org.demarche.model.PartialDate;

/** A bloc as described by a record, with all present and former members. */
public record BlocDraft(String code, String name, BlocKind kind, List<Member> members) {

    /** @param country its key */
    public record Member(long country, PartialDate from, PartialDate until) {}

    /** @return whether the bloc's own columns changed */
    boolean applyTo(Bloc bloc) {
        return new ChangeTracker()
                .set(bloc.code, code, value -> bloc.code = value)
                .set(bloc.name, name, value -> bloc.name = value)
                .set(bloc.kind, kind, value -> bloc.kind = value)
                .hasChanged();
    }
}

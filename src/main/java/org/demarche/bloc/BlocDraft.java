package org.demarche.bloc;

import java.util.List;

import org.demarche.model.PartialDate;

/** A bloc as described by a record, with all present and former members. */
public record BlocDraft(String code, String name, BlocKind kind, List<Member> members) {

    /** @param country its key */
    public record Member(long country, PartialDate from, PartialDate until) {}
}

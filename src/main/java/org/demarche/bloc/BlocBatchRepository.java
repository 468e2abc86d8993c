package org.demarche.bloc;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertBatch;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.LinkBatch;
import org.demarche.database.sql.LinkBatch.Column;
import org.demarche.database.sql.WriteBatch;
import org.demarche.model.PartialDate;

/** Saves the blocs of a record with all their members. */
@Singleton
public class BlocBatchRepository {

    private static final UpsertBatch BLOCS = new UpsertBatch("bloc", "code", "name", "kind");

    private static final LinkBatch MEMBERS = new LinkBatch(
            "membership", "bloc_id", Column.key("country_id"), Column.text("from_date"), Column.text("until_date"));

    public Uni<List<UpsertResult>> save(WriteBatch batch, Collection<BlocDraft> drafts) {
        return BLOCS.save(
                        batch,
                        drafts.stream()
                                .map(draft -> List.of(
                                        draft.code(), draft.name(), draft.kind().name()))
                                .toList())
                .chain(saved -> saveMembers(batch, drafts, saved).map(changed -> saved.values().stream()
                        .map(result -> result.revisedIf(changed.contains(result.key())))
                        .toList()));
    }

    private static Uni<Set<Long>> saveMembers(
            WriteBatch batch, Collection<BlocDraft> drafts, Map<String, UpsertResult> saved) {
        Map<Long, List<List<Object>>> members = new HashMap<>();
        drafts.forEach(draft -> members.put(saved.get(draft.code()).key(), rows(draft)));
        return MEMBERS.replace(batch, members);
    }

    private static List<List<Object>> rows(BlocDraft draft) {
        return draft.members().stream()
                .map(member -> Arrays.<Object>asList(member.country(), text(member.from()), text(member.until())))
                .toList();
    }

    private static String text(PartialDate date) {
        return date == null ? null : date.toString();
    }
}

package org.demarche.importing.builtin;

import java.util.ArrayList;
import java.util.List;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.importing.record.BuiltInRecord;
import org.demarche.importing.unvotes.builtin.BackgroundLoading;
import org.demarche.importing.unvotes.builtin.BuiltInVotes;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Tells clients whether the service still loads what is packaged with it. From memory: asks no database. */
@GraphQLApi
@NonBlocking
public class BuiltInRecordApi {

    private final BackgroundLoading loading;
    private final BuiltInVotes votes;
    private final BuiltInRecord small;

    BuiltInRecordApi(BuiltInRecord small, BackgroundLoading loading, BuiltInVotes votes) {
        this.small = small;
        this.loading = loading;
        this.votes = votes;
    }

    @Query
    @NonNull
    @Description(
            "The records packaged with the service that were chosen for it, and how far they are loaded. The service "
                    + "answers while it loads: until the state of all is LOADED, lists and counts may be incomplete. Cheap, and "
                    + "always current, also under @knownAt: ask again every few seconds.")
    public List<@NonNull BuiltInRecordStatus> builtInRecords(Context context) {
        ExecutedOperation.markLive(context);
        List<BuiltInRecordStatus> records = new ArrayList<>();
        records.add(new BuiltInRecordStatus(
                "recognition",
                "Countries, blocs, and the recognition of the Taliban government",
                LoadingState.LOADED,
                small.size(),
                small.size()));
        if (loading.state() != BackgroundLoading.State.NOT_CHOSEN) {
            records.add(new BuiltInRecordStatus(
                    "un-votes",
                    "Votes of the United Nations General Assembly and Security Council",
                    LoadingState.valueOf(loading.state().name()),
                    votes.done(),
                    votes.total()));
        }
        return records;
    }
}

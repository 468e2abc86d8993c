package org.demarche.topic;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.RequestKey;
import org.demarche.mutation.RequestKeyRepository;
import org.demarche.mutation.UserErrorCode;
import org.demarche.security.Caller;

/** The mutation recordTopic. */
@Singleton
class RecordTopic {

    private static final int MAX_TITLE = 300;
    private static final int MAX_DESCRIPTION = 5000;

    private final MutationTransaction transaction;
    private final RequestKeyRepository keys;
    private final TopicRepository topics;

    RecordTopic(MutationTransaction transaction, RequestKeyRepository keys, TopicRepository topics) {
        this.transaction = transaction;
        this.keys = keys;
        this.topics = topics;
    }

    Uni<TopicPayload> record(Caller caller, RecordTopicInput input) {
        return transaction.run(
                caller,
                null,
                () -> {
                    InputCheck check = new InputCheck();
                    RequestKey key = RequestKey.of(check, caller, input.requestKey(), "recordTopic", input.content());
                    return keys.once(check, key, () -> write(check, input), topics::findById);
                },
                TopicPayload::new);
    }

    private Uni<Topic> write(InputCheck check, RecordTopicInput input) {
        TopicDraft draft = new TopicDraft(
                check.slug(input.slug()),
                check.requiredLine("title", input.title(), MAX_TITLE),
                check.text("description", input.description(), MAX_DESCRIPTION));
        return isTaken(draft.slug())
                .invoke(taken -> {
                    if (taken) {
                        check.add(UserErrorCode.TAKEN, "Another topic has this slug.", "slug");
                    }
                    check.throwIfAny();
                })
                .chain(() -> topics.save(draft))
                .chain(saved -> topics.findById(saved.key()));
    }

    /** @param slug null for an invalid one */
    private Uni<Boolean> isTaken(String slug) {
        return slug == null
                ? Uni.createFrom().item(false)
                : topics.keysBySlug(List.of(slug)).map(found -> !found.isEmpty());
    }
}

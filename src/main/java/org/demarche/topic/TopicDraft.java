package org.demarche.topic;

import org.demarche.database.ChangeTracker;
import org.demarche.model.SortKey;

/** A topic as described by a record. */
public record TopicDraft(String slug, String title, String description) {

    /** @return whether the topic changed */
    boolean applyTo(Topic topic) {
        return new ChangeTracker()
                .set(topic.slug, slug, value -> topic.slug = value)
                .set(topic.title, title, value -> topic.title = value)
                .set(topic.titleKey, SortKey.of(title), value -> topic.titleKey = value)
                .set(topic.description, description, value -> topic.description = value)
                .hasChanged();
    }
}

package org.demarche.event;

import java.util.List;

import org.demarche.model.PartialDate;

/**
 * An event of kind VOTE in which every member of a body is called: as recorded, or as it should be recorded.
 *
 * @param globalName its name in the global id, which never changes; null for that of an event recorded otherwise: the slug
 * @param symbol of the resolution, for the vote that adopted it; else null
 * @param topics the keys of its topics, ascending
 * @param sources the keys of its sources, most important first
 */
public record RollCall(
        String globalName,
        String slug,
        String symbol,
        String title,
        String summary,
        PartialDate date,
        List<Long> topics,
        List<Long> sources) {}

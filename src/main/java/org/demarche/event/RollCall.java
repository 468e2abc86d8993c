package org.demarche.event;

import java.util.List;

import org.demarche.model.PartialDate;

/**
 * An event of kind VOTE on which every member of a body is called: as it is recorded, or as it shall be.
 *
 * @param topics the keys of its topics, ascending
 * @param sources the keys of its sources, the weightiest first
 */
public record RollCall(
        String slug, String title, String summary, PartialDate date, List<Long> topics, List<Long> sources) {}

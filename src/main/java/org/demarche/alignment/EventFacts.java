package org.demarche.alignment;

import java.time.LocalDate;
import java.util.Set;

import org.demarche.event.EventKind;

/**
 * What a filter asks of an event.
 *
 * @param topics their slugs
 * @param contested whether those who took a position took different ones
 */
record EventFacts(EventKind kind, LocalDate day, Set<String> topics, boolean contested) {}

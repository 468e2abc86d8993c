package org.demarche.alignment;

import java.util.List;

/** Events as the tables had them at one moment. */
record Reading(Moment moment, List<EventPositions> events) {}

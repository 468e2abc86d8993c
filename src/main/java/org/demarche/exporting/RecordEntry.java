package org.demarche.exporting;

import java.util.Map;

/**
 * An entry of a record.
 *
 * @param list the list of the record that it belongs to, such as events
 * @param fields texts, lists and maps, in their order
 */
record RecordEntry(String list, Map<String, Object> fields) {}

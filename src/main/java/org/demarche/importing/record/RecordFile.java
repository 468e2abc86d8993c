package org.demarche.importing.record;

/**
 * A file of a record and its text.
 *
 * @param name for messages
 */
public record RecordFile(String name, String content) {}

package org.demarche.importing.record;

/**
 * A file of a record.
 *
 * @param name how messages call it
 */
public record RecordFile(String name, String content) {}

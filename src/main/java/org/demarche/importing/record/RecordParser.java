package org.demarche.importing.record;

/** Parses the files of a record, YAML or JSON. */
final class RecordParser {

    /** In characters: enough for a file with millions of stances. */
    static final int MAX_FILE = 64 * 1024 * 1024;

    private RecordParser() {}

    /** @throws RecordException if the file is neither valid YAML nor valid JSON */
    static RecordEntries open(RecordFile file) {
        return isJson(file) ? new JsonEntries(file) : new YamlEntries(file);
    }

    private static boolean isJson(RecordFile file) {
        if (file.isBlank()) {
            return false;
        }
        if (file.isNamedJson()) {
            return true;
        }
        if (!file.beginsLikeJson()) {
            return false;
        }
        // The name of a pipe does not tell.
        try {
            JsonEntries.check(file);
            return true;
        } catch (RecordException notJson) {
            checkYaml(file, notJson);
            return false;
        }
    }

    private static void checkYaml(RecordFile file, RecordException notJson) {
        try {
            YamlEntries.check(file);
        } catch (RecordException neither) {
            notJson.addSuppressed(neither);
            throw notJson;
        }
    }
}

package org.demarche.importing.record;

import java.util.Set;

import org.yaml.snakeyaml.nodes.Node;

/**
 * An entry of a list of a record.
 *
 * @param list its name
 */
record RecordEntry(String list, String file, Node node) {

    YamlMapping mapping(Set<String> known) {
        return new YamlMapping(file, node, known);
    }
}

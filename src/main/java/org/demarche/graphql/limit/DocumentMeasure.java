package org.demarche.graphql.limit;

import java.util.HashMap;
import java.util.Map;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.demarche.config.LimitSettings;

/**
 * Measures a document that has been parsed and not yet validated: validation takes time that grows with the square of the
 * number of fields, and more with nested fragments. Measures each fragment once, however often it is used.
 */
final class DocumentMeasure {

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, DocumentSize> measured = new HashMap<>();
    private final LimitSettings settings;
    private int open;

    DocumentMeasure(Document document, LimitSettings settings) {
        this.settings = settings;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    DocumentSize sizeOf(OperationDefinition operation) {
        return sizeOf(operation.getSelectionSet())
                .withDirectives(operation.getDirectives().size());
    }

    /** Of a fragment, also one that no operation uses. */
    DocumentSize sizeOf(FragmentDefinition fragment) {
        DocumentSize known = measured.get(fragment.getName());
        if (known != null) {
            return known;
        }
        // A fragment within itself counts as empty; validation rejects it.
        measured.put(fragment.getName(), DocumentSize.NONE);
        // Before the stack overflows: a document may nest thousands of fragments.
        RequestLimit.DEPTH.check(++open, settings);
        DocumentSize size = sizeOf(fragment.getSelectionSet())
                .withDirectives(fragment.getDirectives().size())
                .inFragment();
        open--;
        measured.put(fragment.getName(), size);
        return size;
    }

    private DocumentSize sizeOf(SelectionSet set) {
        DocumentSize size = DocumentSize.NONE;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                size = size.plus(sizeOf(selection));
            }
        }
        return size;
    }

    private DocumentSize sizeOf(Selection<?> selection) {
        if (selection instanceof Field field) {
            return sizeOf(field.getSelectionSet())
                    .inField(field.getAlias() != null)
                    .withDirectives(field.getDirectives().size());
        }
        if (selection instanceof InlineFragment inline) {
            return sizeOf(inline.getSelectionSet())
                    .withDirectives(inline.getDirectives().size());
        }
        FragmentSpread spread = (FragmentSpread) selection;
        FragmentDefinition fragment = fragments.get(spread.getName());
        DocumentSize size = fragment == null ? DocumentSize.NONE : sizeOf(fragment);
        return size.withDirectives(spread.getDirectives().size());
    }
}

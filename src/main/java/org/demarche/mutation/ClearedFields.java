package org.demarche.mutation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The optional fields that a revision empties. Null in a field of the input leaves it as it is. */
public final class ClearedFields {

    private final Set<String> names = new HashSet<>();

    /**
     * @param given null if none
     * @param optional the fields that may be emptied, with their new values, null if the input has none
     */
    public ClearedFields(InputCheck check, List<String> given, Map<String, Boolean> optional) {
        List<String> all = given == null ? List.of() : given;
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i);
            String place = Integer.toString(i);
            Boolean isSet = optional.get(name);
            if (name.equals("sources")) {
                check.add(UserErrorCode.MISSING_SOURCE, "At least one source must remain.", "clear", place);
            } else if (isSet == null) {
                check.add(
                        UserErrorCode.INVALID,
                        "'%s' cannot be emptied; these can: %s."
                                .formatted(name, String.join(", ", new TreeSet<>(optional.keySet()))),
                        "clear",
                        place);
            } else if (isSet) {
                check.add(
                        UserErrorCode.INVALID,
                        "'%s' has a new value too; give the value or empty the field.".formatted(name),
                        "clear",
                        place);
            } else {
                names.add(name);
            }
        }
    }

    /** The value that the field will have: none, the new one, or the present one. */
    public <T> T value(String field, T given, T present) {
        if (names.contains(field)) {
            return null;
        }
        return given == null ? present : given;
    }

    /** The list that the field will have: none, the new one, or null for the present one. */
    public <T> List<T> list(String field, List<T> given) {
        return names.contains(field) ? List.of() : given;
    }
}

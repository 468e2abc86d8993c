package org.demarche.mutation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.demarche.change.RevisedEntity;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.model.Slug;
import org.demarche.model.StorableText;

/** Reads an input, or an object within it, and collects all errors, so that a caller can put them right at once. */
public final class InputCheck {

    /** In characters. */
    private static final int MAX_REASON = 1000;

    private final List<UserError> errors;
    private final List<String> path;

    /** Null unless the caller has read an earlier revision of it. */
    private Object current;

    public InputCheck() {
        this(new ArrayList<>(), List.of());
    }

    private InputCheck(List<UserError> errors, List<String> path) {
        this.errors = errors;
        this.path = path;
    }

    /** For an item of a list in the input. */
    public InputCheck item(String list, int index) {
        return new InputCheck(errors, join(list, Integer.toString(index)));
    }

    public void add(UserErrorCode code, String message, String... field) {
        errors.add(new UserError(join(field), code, message));
    }

    public void invalid(String field, String message) {
        add(UserErrorCode.INVALID, message, field);
    }

    /** To be called before anything is written that the errors make wrong. */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors, current);
        }
    }

    /** For an error that makes any further one meaningless. */
    public InvalidInputException only(UserErrorCode code, String message, String... field) {
        return new InvalidInputException(List.of(new UserError(join(field), code, message)), null);
    }

    /** A text of one line that must be there. */
    public String requiredLine(String field, String given, int maxLength) {
        String line = line(field, given, maxLength);
        if (given == null) {
            invalid(field, "It must not be null.");
        }
        return line;
    }

    /** A text of one line; null if it is left out or has an error. */
    public String line(String field, String given, int maxLength) {
        return checked(field, given, maxLength, false);
    }

    /** A text that may have several lines; null if it is left out or has an error. */
    public String text(String field, String given, int maxLength) {
        return checked(field, given, maxLength, true);
    }

    private String checked(String field, String given, int maxLength, boolean severalLines) {
        if (given == null) {
            return null;
        }
        String invalid = StorableText.invalidCharacter(given);
        String unwanted = invalid == null ? StorableText.controlCharacter(given, severalLines) : invalid;
        if (unwanted != null) {
            invalid(field, "It contains the character %s; leave it out.".formatted(unwanted));
            return null;
        }
        String text = StorableText.normalized(given);
        int length = text.codePointCount(0, text.length());
        if (StorableText.isBlank(text)) {
            invalid(field, "It is empty; write a text, or leave it out.");
        } else if (length > maxLength) {
            invalid(field, "It has %d characters; at most %d are allowed.".formatted(length, maxLength));
        } else {
            return text;
        }
        return null;
    }

    /** Why something is changed; null if it is left out or has an error. */
    public String reason(String given) {
        return text("reason", given, MAX_REASON);
    }

    /** The slug of something new; null if it is none. */
    public String slug(String given) {
        if (Slug.isValid(given)) {
            return given;
        }
        invalid(
                "slug",
                "It is not a slug; write lower-case letters and digits in words joined by hyphens, at most %d characters."
                        .formatted(Slug.MAX_LENGTH));
        return null;
    }

    /** The id of an object of the type; null if it is none. */
    public GlobalId id(String type, String given) {
        GlobalId id = GlobalId.parse(given)
                .filter(parsed -> parsed.type().equals(type))
                .orElse(null);
        if (id == null) {
            add(UserErrorCode.NOT_FOUND, "It is not the id of an object of the type %s.".formatted(type), "id");
        }
        return id;
    }

    /** Nothing has the id. */
    public InvalidInputException unknownId() {
        return only(UserErrorCode.NOT_FOUND, "Nothing has this id, or what had it has been withdrawn.", "id");
    }

    /** Whether the caller has read the present revision. Otherwise the payload has the object as it is. */
    public void revision(int given, RevisedEntity present) {
        if (staleRevision(given, present)) {
            current = present;
        }
    }

    /** Reports that the caller has not read the present revision. */
    public boolean staleRevision(int given, RevisedEntity present) {
        boolean stale = given != present.getRevision();
        if (stale) {
            add(
                    UserErrorCode.STALE_REVISION,
                    "The present revision is %d, not %d; read the object again, and revise that."
                            .formatted(present.getRevision(), given),
                    "revision");
        }
        return stale;
    }

    /** Whether the list, which may be null, is not too long and has no item twice. Reports it otherwise. */
    public <T> boolean isSet(String field, List<T> items, int maxSize, Function<T, Object> key) {
        if (items == null) {
            return true;
        }
        if (items.size() > maxSize) {
            invalid(field, "It has %d items; at most %d are allowed.".formatted(items.size(), maxSize));
            return false;
        }
        Set<Object> seen = new HashSet<>();
        boolean isSet = true;
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(key.apply(items.get(i)))) {
                add(UserErrorCode.INVALID, "It is in the list twice.", field, Integer.toString(i));
                isSet = false;
            }
        }
        return isSet;
    }

    private List<String> join(String... more) {
        return Stream.concat(path.stream(), Stream.of(more)).toList();
    }
}

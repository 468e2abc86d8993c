package org.demarche.mutation;

import org.eclipse.microprofile.graphql.Description;

@Description("What is wrong with an input.")
public enum UserErrorCode {
    @Description("The value is not allowed: too long, empty, twice in a list, not in the right order.")
    INVALID,
    @Description("The id, code or slug names nothing, or what it named has been withdrawn.")
    NOT_FOUND,
    @Description("Something else has this name or this place: choose another one, or revise what is there.")
    TAKEN,
    @Description("The object has been revised since. The message states its present revision, and the payload has the "
            + "object as it is now: read it, and revise that.")
    STALE_REVISION,
    @Description("There is no source: readers must be able to check what is stated.")
    MISSING_SOURCE,
    @Description("It contradicts what is recorded: another stance, an event's date, or another use of the requestKey.")
    CONFLICT
}

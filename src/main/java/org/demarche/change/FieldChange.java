package org.demarche.change;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One field of an object before and after a change. */
@Type("FieldChange")
@Description("A field of an object before and after a change. Values are texts; several values stand one on each line.")
public record FieldChange(
        @NonNull @Description("The name of the field in the object's type.")
        String name,

        @Description("The value before; null if there was none.")
        String before,

        @Description("The value after; null if there is none.")
        String after) {}

package org.demarche.exporting;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.exporting.ExportParameter.Form;
import org.demarche.graphql.schema.DateRange;
import org.eclipse.microprofile.graphql.Description;

/** A field of a filter, and the parameters that it is read from: one, or two for the ends of a range. */
interface FilterField {

    /** Lists of names that may contain a comma: the parameter is repeated, once for each name. */
    Set<String> WITH_COMMAS = Set.of("publishers");

    /** The name of the field in the API. */
    String name();

    List<ExportParameter> parameters();

    /**
     * @param given the values of parameters, by name; not empty
     * @return null if none of the parameters is given
     */
    Object read(Map<String, List<String>> given);

    /** @param component of the canonical constructor of the filter */
    static FilterField of(Parameter component) {
        String name = component.getName();
        Description described = component.getAnnotation(Description.class);
        String description = described == null ? "" : described.value();
        if (component.getParameterizedType() instanceof ParameterizedType list && list.getRawType() == List.class) {
            Class<?> item = (Class<?>) list.getActualTypeArguments()[0];
            return new Values(name, item, new ExportParameter(singular(name), description, Form.LIST));
        }
        Class<?> type = component.getType();
        if (type.isRecord()) {
            return Range.of(name, description, type);
        }
        return new Single(
                name, type, new ExportParameter(name, description, type == Boolean.class ? Form.SWITCH : Form.VALUE));
    }

    private static String singular(String name) {
        if (name.endsWith("ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        if (name.endsWith("uses")) {
            return name.substring(0, name.length() - 2);
        }
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    /** A list. */
    record Values(String name, Class<?> item, ExportParameter parameter) implements FilterField {

        @Override
        public List<ExportParameter> parameters() {
            return List.of(parameter);
        }

        @Override
        public Object read(Map<String, List<String>> given) {
            List<String> texts = given.get(parameter.name());
            if (texts == null) {
                return null;
            }
            List<Object> values = new ArrayList<>();
            texts.stream()
                    .flatMap(text -> WITH_COMMAS.contains(name) ? Stream.of(text) : Stream.of(text.split(",", -1)))
                    .forEach(text -> values.add(ParameterValue.of(parameter.name(), item, text.strip())));
            return values;
        }
    }

    /** A single value. */
    record Single(String name, Class<?> type, ExportParameter parameter) implements FilterField {

        @Override
        public List<ExportParameter> parameters() {
            return List.of(parameter);
        }

        @Override
        public Object read(Map<String, List<String>> given) {
            String text = ParameterValue.single(parameter.name(), given.get(parameter.name()));
            return text == null ? null : ParameterValue.of(parameter.name(), type, text);
        }
    }

    /** A record of two ends. The one of dates, which most people want, has the shortest names: from and to. */
    record Range(String name, FilterReader<?> ends, ExportParameter from, ExportParameter to) implements FilterField {

        static Range of(String name, String description, Class<?> type) {
            String prefix = type == DateRange.class ? "" : name;
            return new Range(
                    name,
                    FilterReader.of(type.asSubclass(Record.class)),
                    new ExportParameter(
                            prefix.isEmpty() ? "from" : prefix + "From", "The beginning: " + description, Form.VALUE),
                    new ExportParameter(
                            prefix.isEmpty() ? "to" : prefix + "To", "The end: " + description, Form.VALUE));
        }

        @Override
        public List<ExportParameter> parameters() {
            return List.of(from, to);
        }

        @Override
        public Object read(Map<String, List<String>> given) {
            String first = ParameterValue.single(from.name(), given.get(from.name()));
            String last = ParameterValue.single(to.name(), given.get(to.name()));
            if (first == null && last == null) {
                return null;
            }
            Class<?> type = ends.type(0);
            return ends.create(
                    first == null ? null : ParameterValue.first(from.name(), type, first),
                    last == null ? null : ParameterValue.last(to.name(), type, last));
        }
    }
}

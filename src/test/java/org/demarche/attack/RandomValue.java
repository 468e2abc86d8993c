package org.demarche.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;

/**
 * Input values for arguments, which find something in the record.
 *
 * @param hard whether some values are hard to handle
 */
record RandomValue(RecordSamples samples, Random random, boolean hard) {

    private static final List<String> LANGUAGES = List.of("en", "fr", "zh-Hant", "ar", "de-CH", "sr-Latn", "RU");
    private static final List<String> WORDS =
            List.of("taliban", "russia", "\"United Nations\"", "nato", "of -war", "a");
    private static final List<String> REGIONS = List.of("Asia", "Southern Asia", "Europe", "Oceania", "Antarctica");
    private static final List<String> DAYS = List.of("2025-07-03", "1979-12-24", "2001-01-01", "1900-01-01");

    /** @param name of the argument or field, which tells what a string means */
    Value of(GraphQLType type, String name) {
        if (hard && chance(4)) {
            return one(HardValues.ANY);
        }
        if (type instanceof GraphQLNonNull required) {
            return present(required.getWrappedType(), name);
        }
        return chance(6) ? Value.NULL : present(type, name);
    }

    private Value present(GraphQLType type, String name) {
        if (type instanceof GraphQLList list) {
            return list(list.getWrappedType(), name);
        }
        if (type instanceof GraphQLInputObjectType object) {
            return object(object);
        }
        if (type instanceof GraphQLEnumType enumType) {
            return Value.enumValue(one(enumType.getValues()).getName());
        }
        return scalar(((GraphQLNamedType) type).getName(), name);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Value list(GraphQLType item, String name) {
        if (chance(10)) {
            // A single value stands for a list of one.
            return of(item, name);
        }
        int length = hard && chance(2) ? 260 : random.nextInt(4);
        return Value.list(Stream.generate(() -> of(item, name)).limit(length).toList());
    }

    private Value object(GraphQLInputObjectType object) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
            if (chance(25)) {
                fields.put(field.getName(), of(field.getType(), field.getName()));
            }
        }
        if (hard && chance(1)) {
            fields.put("noSuchField", one(HardValues.ANY));
        }
        return Value.object(fields);
    }

    private Value scalar(String type, String name) {
        return switch (type) {
            case "Int" ->
                Value.raw(hard && chance(10) ? one(HardValues.NUMBERS) : Integer.toString(1 + random.nextInt(12)));
            case "Float" ->
                Value.raw(hard && chance(10) ? one(HardValues.NUMBERS) : Double.toString(random.nextDouble()));
            case "Boolean" -> Value.raw(Boolean.toString(random.nextBoolean()));
            case "Date", "PartialDate", "DateTime" ->
                Value.string(hard && chance(15) ? one(HardValues.DATES) : one(DAYS));
            default -> Value.string(hard && chance(10) ? one(HardValues.STRINGS) : text(name));
        };
    }

    private String text(String name) {
        return switch (name) {
            case "code", "country", "with", "codes", "countries", "participants" -> one(samples.countries());
            case "slug" -> one(random.nextBoolean() ? samples.topics() : samples.events());
            case "topic", "topics" -> one(samples.topics());
            case "slugs", "events" -> one(samples.events());
            case "bloc", "blocs" -> one(samples.blocs());
            case "id", "ids" -> hard && chance(10) ? forged(one(samples.ids()), ":") : one(samples.ids());
            case "after", "before" ->
                hard && chance(30) ? forged(one(samples.cursors()), "\u001f") : one(samples.cursors());
            case "language" -> one(LANGUAGES);
            case "regions" -> one(REGIONS);
            default -> one(WORDS);
        };
    }

    /** Replaces one part of an encoded key. */
    private String forged(String encoded, String separator) {
        String[] parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(separator);
        parts[random.nextInt(parts.length)] = one(List.of(HardValues.STRINGS, HardValues.NUMBERS, HardValues.DATES)
                .get(random.nextInt(3)));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(separator, parts).getBytes(StandardCharsets.UTF_8));
    }
}

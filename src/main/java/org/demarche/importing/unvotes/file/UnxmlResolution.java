package org.demarche.importing.unvotes.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.demarche.importing.InputRow;

/** A resolution in a file of UNxml. The fields of the two bodies have different names. */
public record UnxmlResolution(String file, long line, JsonObject json) implements InputRow {

    private static final Pattern COUNT = Pattern.compile("0*(\\d{1,4})(?:\\.0+)?");
    private static final Pattern SYMBOL = Pattern.compile("[AS]/[^\\s,;()]+");
    private static final Pattern MEETING = Pattern.compile("[AS]/(?:\\S+/)?PV.*");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final String THESAURUS = "UNBIS Thesaurus";

    @Override
    public String text() {
        return json.toString();
    }

    boolean containsNul() {
        return text().contains("\\u0000");
    }

    String symbol() {
        return text("symbol");
    }

    String title(Body body) {
        return body == Body.SECURITY_COUNCIL ? first("resolution_title", "title") : first("title", "resolution_title");
    }

    String agenda() {
        return text("agenda_item_name");
    }

    String date() {
        return text("adoption_date");
    }

    /** How it was adopted, in words: "By a recorded vote", "Adopted 13-0-2, 9771st meeting". */
    String adoption() {
        return text("adoption_type");
    }

    /** The symbol of the draft, or of the report that contains it; null if there is none. */
    String draft() {
        Matcher symbol = SYMBOL.matcher(first("draft_resolution", "originating_document"));
        return symbol.find() ? symbol.group() : null;
    }

    /** The symbol of the meeting's record; null for a vote by mail. */
    String meeting() {
        String meeting = first("pv", "outcome_letter");
        return MEETING.matcher(meeting).matches() ? meeting : null;
    }

    /** The subjects of the library's thesaurus; other lists stand beside it. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        for (JsonValue value : list("subjects")) {
            if (value instanceof JsonArray pair && pair.size() == 2 && THESAURUS.equals(text(pair.get(1)))) {
                subjects.add(text(pair.get(0)));
            } else if (value instanceof JsonString subject) {
                subjects.add(text(subject));
            }
        }
        return subjects.stream()
                .filter(subject -> !subject.isEmpty())
                .distinct()
                .toList();
    }

    List<String> inFavour() {
        return names("MS_in_favour");
    }

    List<String> against() {
        return names("MS_against");
    }

    List<String> abstaining() {
        return names("MS_abstaining");
    }

    /** The tally by the counts; null if it has none. */
    Tally counts() {
        Integer inFavour = count("MS_in_favour_count");
        Integer against = count("MS_against_count");
        Integer abstaining = count("MS_abstaining_count");
        if (inFavour == null && against == null && abstaining == null) {
            return null;
        }
        return new Tally(
                inFavour == null ? 0 : inFavour, against == null ? 0 : against, abstaining == null ? 0 : abstaining);
    }

    /** Null for an empty count and "N.A.". */
    private Integer count(String field) {
        Matcher count = COUNT.matcher(text(field));
        return count.matches() ? Integer.valueOf(count.group(1)) : null;
    }

    private List<String> names(String field) {
        return list(field).stream()
                .map(value -> text(value))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private List<JsonValue> list(String field) {
        return json.get(field) instanceof JsonArray array ? array : List.of();
    }

    private String first(String field, String otherwise) {
        String text = text(field);
        return text.isEmpty() ? text(otherwise) : text;
    }

    /** Empty if there is no such field. */
    private String text(String field) {
        return text(json.get(field));
    }

    private static String text(JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return "";
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}

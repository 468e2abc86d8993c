-- Words are compared without accents, so that "Turkiye" finds Türkiye and "Cote d'Ivoire" finds Côte d’Ivoire.
create extension if not exists unaccent;

-- Names: no stemming and no stop words, or "IT" and "The Gambia" could not be found.
create text search configuration demarche_name (copy = simple);
alter text search configuration demarche_name
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, simple;

-- Titles and summaries: English, stemmed, so that "recognise" finds "recognises".
create text search configuration demarche_text (copy = english);
alter text search configuration demarche_text
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, english_stem;

-- The parser takes a typographic apostrophe for a letter: "d’Ivoire" would be one word, "d'Ivoire" two.
create function searchable(words text) returns text
    language sql immutable strict parallel safe
    return replace(words, '’', '''');

-- The first day of an EDTF level 0 date: 1979, 1979-12 or 1979-12-24. Null in, null out; no such day, an error.
create function first_day(edtf text) returns date
    language sql immutable strict parallel safe
    return make_date(
        substr(edtf, 1, 4)::int,
        coalesce(nullif(substr(edtf, 6, 2), ''), '1')::int,
        coalesce(nullif(substr(edtf, 9, 2), ''), '1')::int);

create domain partial_date as text
    check (value ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and first_day(value) >= date '0001-01-01');

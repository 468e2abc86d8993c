-- The words of a stance, in English: quote, summary and speaker.
create function stance_words(quote text, summary text, speaker text) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('demarche_text',
        searchable(coalesce(quote, '') || e'\n' || coalesce(summary, '') || e'\n' || coalesce(speaker, '')));

-- Without votes, which have none of the three: nearly all of a large record, and imported without work for this index.
create index stance_by_words on stance using gin (stance_words(quote, summary, speaker))
    where quote is not null or summary is not null or speaker is not null;

-- Nearly all stances of a large record are confirmed.
create index stance_by_confidence on stance (confidence, since_day, id) where confidence <> 'CONFIRMED';

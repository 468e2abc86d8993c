-- The official symbol of what was decided, in its canonical form, on the vote that adopted it only. Compared byte by byte,
-- so that the symbols that begin with another are a range of the index.
alter table event add column symbol text collate "C", add constraint event_by_symbol unique (symbol);

-- What imports of votes have found: which of the events that state a symbol is the vote on the resolution, and the symbol
-- of the best publication. It changes nothing that alignment keeps in memory.
alter table event disable trigger note_updated;
update event e set symbol = stated.symbol
from (select distinct on (v.event_id) v.event_id, v.symbol from un_vote v where v.symbol is not null
      order by v.event_id, array_position(array['LIBRARY', 'UNXML', 'ACADEMIC'], v.publication)) stated
join event_alias a on a.scheme = 'symbol' and a.value = stated.symbol and a.event_id = stated.event_id
where e.id = stated.event_id;
alter table event enable trigger note_updated;

-- The event that has the symbol, in canonical form. Else the one whose symbol it is without the session, the year or the
-- letters of the part, if that is only one: S/RES/242 is S/RES/242(1967), and A/RES/377(V) is A/RES/377(V) A.
create function event_of_symbol(written text) returns bigint
    language sql stable strict parallel safe
    return coalesce(
        (select id from event where symbol = written),
        (select min(id) from event
         where symbol >= written || '(' and symbol < written || ')' or symbol >= written || ' ' and symbol < written || '!'
         having count(*) = 1));

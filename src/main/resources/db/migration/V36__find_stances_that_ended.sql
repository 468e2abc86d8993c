-- Few stances end: a vote is in force for ever. Without it the timeline of a topic reads all stances on it to find them.
create index stance_that_ended on stance (event_id) where until_day < 'infinity';

-- What was recorded or revised in a span of time, and lists by the latest revision.
create index event_by_revision on event (revised_at, id);
create index event_by_recording on event (recorded_at);

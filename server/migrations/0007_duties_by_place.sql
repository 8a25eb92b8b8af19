-- A place's duties of one state by their end: what was missed (the due list), what is open and what was fulfilled this
-- month (Today), without reading the dozens that are neither. The state comes before the day: behind a range of days
-- PostgreSQL 18 takes it for a costly skip scan and reads all duties of the place by their key instead.
create index duty_by_place on duty (station_id, place_id, state, until);

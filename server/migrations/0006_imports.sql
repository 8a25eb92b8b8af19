-- What an import prepares while the station goes on working, so that going live is one transaction without anything left
-- to compute: the pieces to search by, and each contact sealed under the key that it will keep.
alter table import_row add column search_grams text[];
alter table import_row add column matter_id uuid;
alter table import_row add column wrapped_key bytea;

create index import_run_by_time on import_run (station_id, started_at, id);
-- an import is undone by its own places
create index place_by_import on place (station_id, import_id) where import_id is not null;
-- asked for each place that goes
create index incident_of_village on incident (station_id, village_id) where village_id is not null;

-- What searching, listing and drawing 100,000 places needs, and what happens to places and shifts besides.

-- The pieces that are searched for are twice as long as the rest of a place. Kept outside the row, a figure that reads
-- all places of a station reads a third of the pages, and a visit that touches its place does not copy them.
alter table place alter column search_grams set storage external;
alter table place alter column name set storage main;
alter table place alter column facts set storage main;
alter table place alter column address_hint set storage main;
alter table place set (toast_tuple_target = 256);

-- lists by pinyin; the keyset of GET /places
create index place_by_pinyin on place (station_id, name collate "zh-Hans-x-icu", id);
-- few places are stricter than green: their list is read from here
create index place_stricter on place (station_id, tier, id) where tier in ('red', 'yellow');
create index place_merged on place (station_id, merged_into_id) where merged_into_id is not null;
create index place_by_line on place (station_id, line_id) where line_id is not null;
create index place_by_community on place (station_id, community_id) where community_id is not null;
-- what begins on a day, for the daily job
create index responsibility_by_day on responsibility (station_id, from_day);

-- kept sealed elsewhere: an event says that a contact was named or removed, never whom
alter table place_event drop constraint place_event_kind_check;
alter table place_event add constraint place_event_kind_check check (kind in (
  'created', 'renamed', 'kind-changed', 'village-changed', 'community-changed', 'closed', 'reopened', 'merged', 'moved',
  'corrected', 'confirmed', 'contact-set', 'contact-removed', 'responsible-changed'));

-- the last word of a day's roster stands on the one before
alter table shift add column version int not null default 1;
create unique index shift_start_taken on shift (station_id, starts_at);

-- what happened somewhere in a village stands on the village's timeline
create index incident_by_village on incident (station_id, village_id, occurred_at) where place_id is null;

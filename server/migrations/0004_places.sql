-- What searching, listing and drawing 100,000 places needs, and what happens to places and shifts besides.

-- lists by pinyin; the keyset of GET /places
create index place_by_pinyin on place (station_id, name collate "zh-Hans-x-icu", id);
-- the same of one tier; the strictest first is four of these reads, one after the other
create index place_by_tier on place (station_id, tier, name collate "zh-Hans-x-icu", id);
create index place_closed on place (station_id, name collate "zh-Hans-x-icu", id) where closed_at is not null;
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

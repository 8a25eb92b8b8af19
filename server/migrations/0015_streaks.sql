-- ── streaks 连续天数 ─────────────────────────────────────────────────────────────────────────────────────────────

-- What is counted and where. It is fixed for the whole of a definition: a station that counts otherwise ends it and
-- defines another. The figure itself is never stored.
create table streak (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('days', 'years', 'festival')),
  subject text not null check (subject in ('all-lines', 'line', 'station', 'village')),
  line_id uuid,
  village_id uuid,
  -- categories of incident, sorted; own ones that the station added later say themselves which streaks they break
  breakers text[] not null check (cardinality(breakers) > 0),
  -- of festivals: the day of the first lunar month on which a window ends
  last_lunar_day int check (last_lunar_day between 1 and 15),
  defined_at timestamptz not null,
  defined_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  constraint streak_subject_named check ((subject = 'line') = (line_id is not null)
    and (subject = 'village') = (village_id is not null)),
  constraint streak_window_named check ((kind = 'festival') = (last_lunar_day is not null)),
  constraint streak_end_whole check ((ended_at is null) = (ended_by is null))
);
create unique index streak_name_taken on streak (station_id, name) where ended_at is null;
-- two running ones that count the same would always say the same
create unique index streak_counted_twice on streak (station_id, kind, subject, line_id, village_id, breakers, last_lunar_day)
  nulls not distinct where ended_at is null;

-- From when on it is claimed, with what shows it; one that is moved is a further row, and the last one holds.
create table streak_start (
  station_id uuid not null,
  id uuid not null,
  streak_id uuid not null,
  day date,
  -- of festivals: the year of the first lunar day of the first window claimed
  first_year int,
  -- where it can be seen: a report, an archive; the name or number of the paper
  evidence text not null,
  paper text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  ordinal bigint generated always as identity,
  primary key (station_id, id),
  foreign key (station_id, streak_id) references streak (station_id, id),
  constraint streak_start_one check ((day is null) <> (first_year is null))
);
create index streak_start_of on streak_start (station_id, streak_id, recorded_at);

-- ── reconciliation 警情核对 ──────────────────────────────────────────────────────────────────────────────────────

-- A month's counts as somebody typed them from the call register, by category; a correction is a further row.
create table reconciliation (
  station_id uuid not null references station,
  id uuid not null,
  month date not null check (month = date_trunc('month', month)),
  counts jsonb not null,
  typed_at timestamptz not null,
  typed_by uuid not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  ordinal bigint generated always as identity,
  primary key (station_id, id),
  constraint reconciliation_confirmed_whole check ((confirmed_at is null) = (confirmed_by is null)),
  -- “a second person confirms”
  constraint reconciliation_by_two check (confirmed_by <> typed_by)
);
create index reconciliation_of_month on reconciliation (station_id, month, ordinal);

-- ── incidents ────────────────────────────────────────────────────────────────────────────────────────────────────

-- the follow-up that it came from or led to
alter table incident add column follow_up_id uuid;

-- what happens on a segment happens on its line: a streak of the line reads it here
update incident i set line_id = p.line_id
from place p
where p.station_id = i.station_id and p.id = i.place_id and p.kind = 'segment' and i.line_id is null;

-- all streaks of a station are one reading of this index
create index incident_of_category on incident (station_id, category, occurred_at)
  include (id, line_id, village_id, reported_at, status);

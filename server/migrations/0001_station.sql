-- A station's records. Every table that belongs to a station has station_id first in its primary key, in every
-- unique constraint and in every foreign key (docs/decisions/0001, ARCHITECTURE "Data"). No triggers.

create table division (
  code text not null,
  valid_on date not null,
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'town', 'village', 'community')),
  parent_code text,
  primary key (code, valid_on)
);

create table station (
  station_id uuid primary key,
  name text not null,
  time_zone text not null default 'Asia/Shanghai',
  division_code text,
  -- shown on every page of a demonstration station
  demo boolean not null default false,
  settings jsonb not null default '{}',
  -- counts up with each change of a policy line: what a process remembers of the policy is as old as this
  policy_version int not null default 1,
  -- the station's own key, wrapped by the outer key that lies outside the database
  wrapped_key bytea not null,
  created_at timestamptz not null
);

-- ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────

create table member (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  search_grams text[] not null default '{}',
  role text not null check (role in ('chief', 'instructor', 'deputy', 'officer', 'auxiliary', 'volunteer', 'cadre',
                                     'partner', 'administrator', 'auditor')),
  -- the account that signs in as this member; accounts live in the schema `auth`
  account_id text,
  user_name text,
  skills text[] not null default '{}',
  joined_on date not null,
  left_on date,
  version int not null default 1,
  primary key (station_id, id),
  constraint member_user_name_taken unique (station_id, user_name),
  constraint member_account_taken unique (station_id, account_id)
);

create table team (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  member_ids uuid[] not null default '{}',
  disbanded_on date,
  version int not null default 1,
  primary key (station_id, id)
);

-- who acts for whom, some days
create table stand_in (
  station_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  stand_in_id uuid not null,
  first_day date not null,
  last_day date not null,
  primary key (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  foreign key (station_id, stand_in_id) references member (station_id, id),
  constraint stand_in_days check (first_day <= last_day)
);

create table shift (
  station_id uuid not null,
  id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  duty_officer_id uuid not null,
  shift_leader_id uuid not null,
  primary key (station_id, id),
  foreign key (station_id, duty_officer_id) references member (station_id, id),
  foreign key (station_id, shift_leader_id) references member (station_id, id),
  constraint shift_hours check (starts_at < ends_at)
);
create index shift_by_time on shift (station_id, starts_at);

-- ── where ────────────────────────────────────────────────────────────────────────────────────────────────────

create table line (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  content text not null default 'oil',
  length_km numeric(7, 3) not null,
  version int not null default 1,
  primary key (station_id, id)
);

create table line_post (
  station_id uuid not null,
  line_id uuid not null,
  km numeric(7, 3) not null,
  label text not null,
  latitude double precision not null,
  longitude double precision not null,
  primary key (station_id, line_id, km),
  foreign key (station_id, line_id) references line (station_id, id)
);

-- Anything a visit can be owed to: places, segments of lines, villages and communities (the last two without a tier).
create table place (
  station_id uuid not null references station,
  id uuid not null,
  kind text not null,
  name text not null,
  -- pieces of the name, its pinyin and initials, each led by the station, so that one index finds them
  search_grams text[] not null default '{}',
  -- the village it lies in; a village has itself, a community has none
  village_id uuid,
  -- of a village: the community it belongs to
  community_id uuid,
  division_code text,
  external_id text,
  -- WGS-84
  latitude double precision,
  longitude double precision,
  address_hint text,
  line_id uuid,
  from_km numeric(7, 3),
  to_km numeric(7, 3),
  -- present state, written with the facts below and rebuilt from them by a test
  facts jsonb not null default '{}',
  tier text check (tier in ('red', 'yellow', 'green')),
  tier_since timestamptz,
  owner_id uuid,
  confirmed_on date,
  last_visit_at timestamptz,
  last_counted_at timestamptz,
  closed_at timestamptz,
  merged_into_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  import_id uuid,
  -- duties stand at least through this day
  judged_through date,
  -- a visit from then on is judged without what was before (domain/duties/steady.ts); null: not steady
  steady_since timestamptz,
  version int not null default 1,
  primary key (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  foreign key (station_id, community_id) references place (station_id, id),
  constraint place_external_id_taken unique (station_id, external_id)
);
alter table place set (fillfactor = 85);
create index place_by_village on place (station_id, village_id, kind);
create index place_by_name on place (station_id, kind, name, id);
create index place_by_owner on place (station_id, owner_id);
create index place_by_search on place using gin (search_grams);
create index place_to_judge on place (station_id, judged_through) where closed_at is null;

-- dated facts that the rules read; append-only, the last one of a key stands
create table place_fact (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  key text not null,
  value jsonb not null,
  confirmed_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index place_fact_by_place on place_fact (station_id, place_id, recorded_at);

-- closings, reopenings, changes of kind, village and name, merges: what happened to the record itself; append-only
create table place_event (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  kind text not null check (kind in ('created', 'renamed', 'kind-changed', 'village-changed', 'closed', 'reopened',
                                     'merged', 'moved', 'corrected')),
  details jsonb not null default '{}',
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index place_event_by_place on place_event (station_id, place_id, at);

-- who is responsible for a place, or is a village's community officer, from a day on; append-only
create table responsibility (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  -- null: nobody by name from that day on
  member_id uuid,
  from_day date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id)
);
create index responsibility_by_place on responsibility (station_id, place_id, from_day);
create index responsibility_by_member on responsibility (station_id, member_id);

-- a member's areas: villages and lines
create table member_area (
  station_id uuid not null,
  member_id uuid not null,
  id uuid not null,
  village_id uuid,
  line_id uuid,
  from_day date not null,
  to_day date,
  primary key (station_id, member_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id),
  constraint member_area_one check ((village_id is null) <> (line_id is null))
);
create index member_area_by_village on member_area (station_id, village_id);

-- ── secrets of persons: one key a matter, wrapped by the station's key ───────────────────────────────────────

create table matter_key (
  station_id uuid not null references station,
  matter_id uuid not null,
  wrapped_key bytea,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (station_id, matter_id)
);

create table place_contact (
  station_id uuid not null,
  place_id uuid not null,
  matter_id uuid not null,
  sealed bytea not null,
  masked_name text not null,
  masked_phone text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (station_id, place_id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id)
);

-- ── tiers ────────────────────────────────────────────────────────────────────────────────────────────────────

create table tier_proposal (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  tier text not null check (tier in ('red', 'yellow', 'green')),
  reason text not null,
  last_day date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  verdict text check (verdict in ('approved', 'rejected', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  constraint tier_proposal_decided_by_another check (verdict = 'withdrawn' or decided_by is distinct from proposed_by or decided_by is null)
);
create index tier_proposal_by_place on tier_proposal (station_id, place_id);
create index tier_proposal_waiting on tier_proposal (station_id, proposed_at) where verdict is null;
-- decisions whose end the daily job looks for
create index tier_proposal_running on tier_proposal (station_id, last_day) where verdict = 'approved';

create table tier_change (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  tier text not null check (tier in ('red', 'yellow', 'green')),
  rule text not null,
  basis_id uuid,
  reason text,
  at timestamptz not null,
  recorded_at timestamptz not null,
  -- null: a rule at its time (a decision that ended)
  recorded_by uuid,
  -- order among changes at one instant
  ordinal bigint generated always as identity,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index tier_change_by_place on tier_change (station_id, place_id, at);

-- ── policy and duties ────────────────────────────────────────────────────────────────────────────────────────

create table policy_line (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  -- {"kind":"tier","tier":"red"} | {"kind":"place-kind","placeKind":"school"} | {"kind":"campaign",…}
  target jsonb not null,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (station_id, id)
);

create table policy_version (
  station_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  effective_from date not null,
  ended boolean not null default false,
  period text check (period in ('week', 'half-month', 'month', 'quarter', 'campaign')),
  visits int check (visits between 1 and 31),
  visit_kinds text[] not null default '{}',
  present_roles text[] not null default '{}',
  checklist text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, line_id) references policy_line (station_id, id)
);
create index policy_version_by_line on policy_version (station_id, line_id, effective_from);

create table duty (
  station_id uuid not null,
  place_id uuid not null,
  line_id uuid not null,
  period text not null,
  period_start date not null,
  -- the window: from this instant until the end of this day
  from_at timestamptz not null,
  until date not null,
  tier text,
  visits int not null,
  visits_done int not null default 0,
  state text not null check (state in ('open', 'fulfilled', 'excused', 'superseded')),
  fulfilled_at timestamptz,
  reported_late boolean not null default false,
  -- the owner now, or when the window ended
  owner_id uuid,
  version int not null default 1,
  primary key (station_id, place_id, line_id, period, period_start),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, line_id) references policy_line (station_id, id)
);
create index duty_open_by_owner on duty (station_id, owner_id, until) where state = 'open';
create index duty_open_by_until on duty (station_id, until) where state = 'open';
create index duty_by_until on duty (station_id, until, state);

-- duties of many places brought to what the rules say, in the background: after a policy, an import, at a new day
create table judging (
  station_id uuid not null references station,
  id uuid not null,
  cause text not null check (cause in ('policy', 'import', 'day', 'members')),
  -- the places it is about; null: all of the station
  place_ids uuid[],
  total int,
  done int not null default 0,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (station_id, id)
);
create index judging_running on judging (station_id, asked_at) where finished_at is null;

create table excusal (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  line_id uuid not null,
  period text not null,
  period_start date not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  verdict text check (verdict in ('approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  constraint excusal_decided_by_another check (decided_by is distinct from asked_by or decided_by is null)
);
create index excusal_by_place on excusal (station_id, place_id);
create index excusal_waiting on excusal (station_id, asked_at) where verdict is null;

-- ── visits ───────────────────────────────────────────────────────────────────────────────────────────────────

create table round_list (
  station_id uuid not null references station,
  id uuid not null,
  number int not null,
  title text not null,
  made_at timestamptz not null,
  made_by uuid not null,
  place_ids uuid[] not null,
  primary key (station_id, id),
  constraint round_list_number_taken unique (station_id, number)
);

create table visit (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  kind text not null check (kind in ('canvass', 'patrol', 'targeted', 'appointment')),
  at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('met', 'inspected', 'outside-look', 'failed')),
  failure text,
  next_attempt_at timestamptz,
  note text,
  observed text[] not null default '{}',
  participants uuid[] not null,
  -- the participants' roles at the time of the visit
  roles_present text[] not null,
  others_present text,
  source text not null default 'app' check (source in ('app', 'paper', 'import', 'demo')),
  round_list_id uuid,
  recorded_by uuid not null,
  -- reported so late that another officer must let it count
  waits boolean not null default false,
  admitted_by uuid,
  admitted_at timestamptz,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index visit_by_place on visit (station_id, place_id, at);
create index visit_by_time on visit (station_id, at);
create index visit_waiting on visit (station_id, received_at) where waits and admitted_at is null and voided_at is null;
create index visit_failed on visit (station_id, at) where outcome = 'failed' and voided_at is null;

-- ── incidents ────────────────────────────────────────────────────────────────────────────────────────────────

create table incident (
  station_id uuid not null references station,
  id uuid not null,
  category text not null,
  occurred_at timestamptz not null,
  place_id uuid,
  village_id uuid,
  line_id uuid,
  km numeric(7, 3),
  source text not null check (source in ('110', 'visit', 'walk-in', 'other')),
  visit_id uuid,
  matter_id uuid,
  sealed_summary bytea,
  reported_by uuid not null,
  reported_at timestamptz not null,
  status text not null default 'reported' check (status in ('reported', 'verified', 'rejected')),
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id)
);
create index incident_by_place on incident (station_id, place_id, occurred_at);
create index incident_by_time on incident (station_id, occurred_at);
create index incident_waiting on incident (station_id, reported_at) where status = 'reported';

create table incident_review (
  station_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  verdict text not null check (verdict in ('verified', 'rejected')),
  reason text,
  at timestamptz not null,
  by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, incident_id) references incident (station_id, id)
);
create index incident_review_by_incident on incident_review (station_id, incident_id, at);

-- a review of a red place that closes its incidents
create table red_review (
  station_id uuid not null,
  id uuid not null,
  place_id uuid not null,
  reason text not null,
  at timestamptz not null,
  by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index red_review_by_place on red_review (station_id, place_id, at);

-- Findings and what becomes of them (DOMAIN.md §6). Columns hold ids, codes and times; all that somebody said lies sealed
-- under the key of the matter, whose id is the follow-up's.

create table follow_up (
  station_id uuid not null references station,
  id uuid not null,
  -- present state, computed from the entries below and rebuilt from them by a test: whole, and what lists ask for
  standing jsonb not null,
  version int not null,
  subject text not null check (subject in ('dispute', 'hazard', 'tip', 'need', 'base-data-change', 'order', 'promise')),
  urgency text not null check (urgency in ('urgent', 'ordinary')),
  -- what it is about, by the list of domain/findings/topics.ts
  topic text,
  place_id uuid not null,
  village_id uuid,
  state text not null check (state in ('open', 'accepted', 'working', 'settled', 'confirmed', 'closed-unanswered', 'merged')),
  owner_id uuid not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  -- the one next date: which clock, its time as first given, when it runs out next; null when closed
  clock text check (clock in ('answer', 'scene', 'settle', 'tell', 'silence')),
  due_at timestamptz,
  runs_out_at timestamptz,
  -- what happens of itself then; false: it stands with the highest already, and only becomes later
  acts boolean not null default false,
  -- since when it is past one of its times (逾期), if nothing is done before
  overdue_from timestamptz,
  merged_into_id uuid,
  closed_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  foreign key (station_id, owner_id) references member (station_id, id),
  foreign key (station_id, id) references matter_key (station_id, matter_id),
  constraint follow_up_next_date check ((closed_at is null) = (due_at is not null))
);
alter table follow_up set (fillfactor = 85);
-- the inbox: what is not closed, the one whose time comes first on top
create index follow_up_open on follow_up (station_id, due_at, id) include (state, urgency, overdue_from) where closed_at is null;
create index follow_up_of_owner on follow_up (station_id, owner_id, due_at, id) where closed_at is null;
create index follow_up_of_village on follow_up (station_id, village_id, due_at, id) where closed_at is null;
-- what a clock brings of itself
create index follow_up_runs_out on follow_up (station_id, runs_out_at) where acts;
create index follow_up_closed on follow_up (station_id, closed_at, id) where closed_at is not null;
-- “the third time at this place in 90 days”
create index follow_up_of_place on follow_up (station_id, place_id, opened_at);

-- only appended; the version that an entry makes is part of its key
create table follow_up_entry (
  station_id uuid not null,
  follow_up_id uuid not null,
  version int not null,
  -- the command's; what a clock brought has one of its own
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  by uuid,
  -- the place's timeline reads entries where they lie
  place_id uuid not null,
  -- what else the rules read of it: ids, codes and dates
  details jsonb not null default '{}',
  -- what somebody said, under the matter's key
  sealed bytea,
  primary key (station_id, follow_up_id, version),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, by) references member (station_id, id),
  constraint follow_up_entry_once unique (station_id, id)
);
create index follow_up_entry_by_place on follow_up_entry (station_id, place_id, at, id);

-- who reported it, and who ever had it: a member's own, however many there are
create table follow_up_member (
  station_id uuid not null,
  member_id uuid not null,
  follow_up_id uuid not null,
  reported boolean not null default false,
  handled boolean not null default false,
  primary key (station_id, member_id, follow_up_id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id)
);

-- dates beside the clocks: revisits, re-checks, days of performance; present state, written with the entries
create table follow_up_date (
  station_id uuid not null,
  follow_up_id uuid not null,
  kind text not null,
  no int not null,
  due_on date not null,
  owner_id uuid not null,
  primary key (station_id, follow_up_id, kind, no),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, owner_id) references member (station_id, id)
);
create index follow_up_date_of_owner on follow_up_date (station_id, owner_id, due_on);
create index follow_up_date_by_day on follow_up_date (station_id, due_on);

-- what was seen, as it was seen; a correction is a finding of its own that names the one it corrects
create table finding (
  station_id uuid not null,
  id uuid not null,
  follow_up_id uuid not null,
  kind text not null check (kind in ('dispute', 'hazard', 'tip', 'need', 'base-data-change')),
  urgency text not null check (urgency in ('urgent', 'ordinary')),
  topic text,
  source text not null check (source in ('visit', 'call', 'walk-in', 'message')),
  visit_id uuid,
  place_id uuid not null,
  at timestamptz not null,
  received_at timestamptz not null,
  reporter_id uuid,
  entered_by uuid not null,
  corrects_id uuid,
  -- of base data: {"kind":"fact","key":…,"value":…} and the like, about places only
  change jsonb,
  -- words, and who asked, under the matter's key
  sealed bytea,
  primary key (station_id, id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, visit_id) references visit (station_id, id),
  foreign key (station_id, reporter_id) references member (station_id, id),
  foreign key (station_id, entered_by) references member (station_id, id),
  foreign key (station_id, corrects_id) references finding (station_id, id),
  constraint finding_corrected_once unique (station_id, corrects_id)
);
create index finding_of_follow_up on finding (station_id, follow_up_id, received_at);
create index finding_of_place on finding (station_id, place_id, at);

-- Disputes 矛盾纠纷 (DOMAIN.md §7). A dispute is its follow-up: its steps are entries there, what stands is kept whole beside
-- them and rebuilt by a test. Names and words lie under the matter's key; committees' functions are public.

-- the register of people's mediation committees 调委会
create table committee (
  station_id uuid not null references station,
  id uuid not null,
  name text not null,
  -- the village or community it belongs to; null: the town's
  place_id uuid,
  -- it has a seal, so its written agreements can take effect
  has_seal boolean not null,
  from_day date not null,
  to_day date,
  version int not null default 1,
  primary key (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  constraint committee_term check (to_day is null or from_day <= to_day)
);

create table mediator (
  station_id uuid not null,
  id uuid not null,
  committee_id uuid not null,
  -- a member, or somebody who is none, by name: a public function is no secret
  member_id uuid,
  name text,
  from_day date not null,
  to_day date,
  primary key (station_id, id),
  foreign key (station_id, committee_id) references committee (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  constraint mediator_one check ((member_id is null) <> (name is null)),
  constraint mediator_term check (to_day is null or from_day <= to_day)
);
create index mediator_of_committee on mediator (station_id, committee_id, from_day);

create table dispute (
  station_id uuid not null,
  -- its follow-up's, and its matter's
  id uuid not null,
  standing jsonb not null,
  state text not null,
  procedure text,
  cause text,
  village_id uuid,
  reported_on date not null,
  accepted_on date,
  -- settled there, or the agreement took effect
  settled_on date,
  ended_on date,
  primary key (station_id, id),
  foreign key (station_id, id) references follow_up (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id)
);
create index dispute_by_day on dispute (station_id, reported_on desc, id desc);
create index dispute_of_village on dispute (station_id, village_id, reported_on desc, id desc);

create table dispute_party (
  station_id uuid not null,
  id uuid not null,
  dispute_id uuid not null,
  part text not null check (part in ('applicant', 'respondent', 'other')),
  ordinal int not null,
  -- name, telephone and what statutory papers ask for, under the matter's key; who sits for them as well
  sealed bytea,
  primary key (station_id, id),
  foreign key (station_id, dispute_id) references follow_up (station_id, id)
);
create index dispute_party_of on dispute_party (station_id, dispute_id, ordinal);

-- what a step says in words, field by field, as papers ask for it; under the matter's key
create table dispute_words (
  station_id uuid not null,
  dispute_id uuid not null,
  entry_id uuid not null,
  -- the version that the step made
  version int not null,
  kind text not null,
  sealed bytea,
  primary key (station_id, entry_id),
  foreign key (station_id, dispute_id) references follow_up (station_id, id)
);
create index dispute_words_of on dispute_words (station_id, dispute_id, version);

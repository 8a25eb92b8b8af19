-- Targeted checks 定向查访 and their checklists (DOMAIN.md §5).

create table checklist (
  station_id uuid not null references station,
  id uuid not null,
  -- of the version that stands
  version int not null,
  title text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, created_by) references member (station_id, id)
);
create index checklist_by_time on checklist (station_id, created_at, id);

-- append-only: a version never changes, used or not
create table checklist_version (
  station_id uuid not null,
  checklist_id uuid not null,
  version int not null,
  title text not null,
  -- questions with their conditions (domain/checklists); nothing of persons
  content jsonb not null,
  questions int not null,
  source text not null check (source in ('app', 'xlsform')),
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (station_id, checklist_id, version),
  foreign key (station_id, checklist_id) references checklist (station_id, id),
  foreign key (station_id, made_by) references member (station_id, id)
);

-- A theme or one place. Its matter, whose key seals what is free text, drawn or photographed, has the same id.
create table targeted_check (
  station_id uuid not null references station,
  id uuid not null,
  title text not null,
  planned_on date not null,
  checklist_id uuid not null,
  checklist_version int not null,
  state text not null check (state in ('planned', 'under-way', 'complete')),
  -- 应查 and 已查
  places int not null,
  done int not null default 0,
  planned_at timestamptz not null,
  planned_by uuid not null,
  -- those from outside who are expected: what they are, sealed organisation and name
  outsiders text[] not null default '{}',
  sealed_outsiders bytea,
  primary key (station_id, id),
  foreign key (station_id, checklist_id, checklist_version)
    references checklist_version (station_id, checklist_id, version),
  foreign key (station_id, planned_by) references member (station_id, id),
  foreign key (station_id, id) references matter_key (station_id, matter_id),
  constraint targeted_check_done check (done between 0 and places)
);
create index targeted_check_by_day on targeted_check (station_id, planned_on, id);
create index targeted_check_of_checklist on targeted_check (station_id, checklist_id, checklist_version);

create table targeted_check_member (
  station_id uuid not null,
  check_id uuid not null,
  member_id uuid not null,
  primary key (station_id, check_id, member_id),
  foreign key (station_id, check_id) references targeted_check (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id)
);

-- one place of a check: what was answered there
create table targeted_check_place (
  station_id uuid not null,
  check_id uuid not null,
  place_id uuid not null,
  no int not null,
  state text not null check (state in ('planned', 'under-way', 'complete')),
  -- how often it was saved: what a later saving is based on
  version int not null default 0,
  -- codes, numbers and dates; free text and which photos are sealed
  answers jsonb not null default '{}',
  sealed_answers bytea,
  checked_at timestamptz,
  completed_at timestamptz,
  completed_by uuid,
  visit_id uuid,
  primary key (station_id, check_id, place_id),
  foreign key (station_id, check_id) references targeted_check (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, completed_by) references member (station_id, id),
  foreign key (station_id, visit_id) references visit (station_id, id),
  constraint targeted_check_place_complete check ((state = 'complete') = (completed_at is not null and visit_id is not null))
);
create index targeted_check_place_by_place on targeted_check_place (station_id, place_id, check_id);

create table targeted_check_photo (
  station_id uuid not null,
  id uuid not null,
  check_id uuid not null,
  place_id uuid not null,
  sealed bytea not null,
  at timestamptz not null,
  by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, check_id, place_id) references targeted_check_place (station_id, check_id, place_id),
  foreign key (station_id, by) references member (station_id, id)
);
create index targeted_check_photo_by_place on targeted_check_photo (station_id, check_id, place_id);

-- who signed; drawing, organisation and name are sealed
create table targeted_check_signature (
  station_id uuid not null,
  check_id uuid not null,
  place_id uuid not null,
  no int not null,
  member_id uuid,
  party text check (party in ('manager', 'regulator', 'other')),
  sealed bytea not null,
  primary key (station_id, check_id, place_id, no),
  foreign key (station_id, check_id, place_id) references targeted_check_place (station_id, check_id, place_id),
  foreign key (station_id, member_id) references member (station_id, id),
  constraint targeted_check_signature_of_one check ((member_id is null) <> (party is null))
);

-- a hazard found; its id is its follow-up's, where its words lie
create table targeted_check_hazard (
  station_id uuid not null,
  id uuid not null,
  check_id uuid not null,
  place_id uuid not null,
  no int not null,
  question text,
  answer text,
  settle_by date not null,
  -- null once it was found rectified
  recheck_on date,
  rectified_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, check_id, place_id) references targeted_check_place (station_id, check_id, place_id)
);
create index targeted_check_hazard_by_place on targeted_check_hazard (station_id, check_id, place_id, no);
create index targeted_check_hazard_due on targeted_check_hazard (station_id, recheck_on) where recheck_on is not null;

-- append-only
create table targeted_recheck (
  station_id uuid not null,
  id uuid not null,
  hazard_id uuid not null,
  outcome text not null check (outcome in ('rectified', 'not-rectified')),
  at timestamptz not null,
  by uuid not null,
  next_on date,
  primary key (station_id, id),
  foreign key (station_id, hazard_id) references targeted_check_hazard (station_id, id),
  foreign key (station_id, by) references member (station_id, id)
);
create index targeted_recheck_by_hazard on targeted_recheck (station_id, hazard_id, at);

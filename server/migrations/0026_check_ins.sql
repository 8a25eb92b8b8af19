-- What comes from a phone about time and place: a visit whose time is uncertain, check-ins on patrol, tracks.

-- the phone's clock jumped: it was after the last contact and not after its arrival, and waits for an officer
alter table visit add column time_uncertain boolean not null default false;
alter table visit add column time_after timestamptz;

-- a patrol is proved by check-ins at kilometre posts and places (DOMAIN.md §1); no visit, and counts for no duty
create table check_in (
  station_id uuid not null references station,
  id uuid not null,
  member_id uuid not null,
  place_id uuid,
  line_id uuid,
  km numeric(7, 3),
  at timestamptz not null,
  received_at timestamptz not null,
  how text not null check (how in ('qr', 'position')),
  -- where the phone was is not kept: how sure it was, and how far from the post or the place
  accuracy_m int,
  -- null where one of the two positions is not known
  distance_m int,
  far boolean not null,
  time_uncertain boolean not null,
  primary key (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id),
  check ((place_id is null) = (line_id is not null) and (line_id is null) = (km is null)),
  check (how = 'qr' or accuracy_m is not null)
);
create index check_in_by_time on check_in (station_id, at, id);
create index check_in_of_member on check_in (station_id, member_id, at, id);
create index check_in_of_line on check_in (station_id, line_id, at, id) where line_id is not null;
create index check_in_of_place on check_in (station_id, place_id, at, id) where place_id is not null;

-- separate consent to a track (PIPL art. 28, 29), given and withdrawn by the member; kept as proof, also when withdrawn
create table track_consent (
  station_id uuid not null references station,
  id uuid not null,
  member_id uuid not null,
  -- of domain/patrols/consent.ts
  text_version int not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  check (withdrawn_at is null or withdrawn_at >= given_at)
);
create unique index track_consent_running on track_consent (station_id, member_id) where withdrawn_at is null;

-- a track that was switched on by hand; its points lie under a key of its own (matter_id is its id)
create table track (
  station_id uuid not null references station,
  id uuid not null,
  member_id uuid not null,
  consent_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, id) references matter_key (station_id, matter_id),
  foreign key (station_id, member_id) references member (station_id, id),
  foreign key (station_id, consent_id) references track_consent (station_id, id),
  check (ended_at is null or ended_at >= began_at)
);
create index track_of_member on track (station_id, member_id, began_at, id);
create index track_by_time on track (station_id, began_at);

create table track_points (
  station_id uuid not null,
  id uuid not null,
  track_id uuid not null,
  received_at timestamptz not null,
  -- how many
  points int not null,
  sealed bytea not null,
  primary key (station_id, id),
  foreign key (station_id, track_id) references track (station_id, id)
);
create index track_points_of_track on track_points (station_id, track_id);

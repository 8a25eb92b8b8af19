-- Phones in the field (docs/decisions/0007): who they belong to, codes that enrol them, what a revoked one still held.

-- the pair of keys to which phones seal what they send; the private one under the station's key
create table envelope_key (
  station_id uuid primary key references station,
  public_key bytea not null,
  wrapped_private_key bytea not null,
  made_at timestamptz not null
);

create table device (
  station_id uuid not null references station,
  id uuid not null,
  member_id uuid not null,
  -- as its member calls it
  name text not null,
  age_friendly boolean not null,
  -- SHA-256 of two times 32 random bytes that the phone made
  send_hash bytea not null,
  read_hash bytea not null,
  enrolled_at timestamptz not null,
  -- who gave the code
  enrolled_by uuid not null,
  -- written once an hour at most; told as a day
  last_contact_at timestamptz,
  pin_reset_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id)
);
-- a phone names itself and no station
create index device_by_id on device (id);
create index device_by_member on device (station_id, member_id);

-- a code that the desk gave: for a new phone, or for another PIN on one
create table enrolment (
  station_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('enrol', 'pin')),
  member_id uuid not null,
  -- of a PIN the phone that it is for; else the one that was enrolled with it
  device_id uuid,
  -- keyed: eight digits are guessed from a bare hash
  code_hash bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, member_id) references member (station_id, id),
  foreign key (station_id, device_id) references device (station_id, id),
  constraint enrolment_of_device check (purpose = 'enrol' or device_id is not null)
);
create index enrolment_by_code on enrolment (code_hash);
create index enrolment_by_member on enrolment (station_id, member_id);

-- what a revoked phone handed over, sealed as it was; an officer lets it in or discards it
create table quarantined (
  station_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  -- null once it is decided
  sealed bytea,
  -- what must be let in before it
  needs uuid[] not null,
  received_at timestamptz not null,
  verdict text check (verdict in ('released', 'discarded')),
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, device_id) references device (station_id, id),
  constraint quarantined_decided check ((verdict is null) = (sealed is not null))
);
create index quarantined_by_time on quarantined (station_id, received_at);
create index quarantined_of_device on quarantined (station_id, device_id) where verdict is null;

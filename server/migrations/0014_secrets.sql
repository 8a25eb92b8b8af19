-- Attachments of a matter, how long a matter is kept and what was erased of it, and whether two parties meet again.

-- the file lies sealed in the data directory, named by its hash; the same content twice in one matter is one file
create table attachment (
  station_id uuid not null references station,
  id uuid not null,
  matter_id uuid not null,
  -- what it was given with, where it was given with one
  finding_id uuid,
  entry_id uuid,
  kind text not null check (kind in ('photo', 'speech', 'file')),
  -- what it is by its first bytes
  type text not null,
  bytes int not null,
  -- under the matter's key, of what is stored
  hash bytea not null,
  sealed_name bytea not null,
  -- police kept the photo's own data, its place included, because it is evidence
  evidence boolean not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (station_id, id),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id),
  foreign key (station_id, uploaded_by) references member (station_id, id)
);
create index attachment_of_matter on attachment (station_id, matter_id, uploaded_at, id);

-- two parties of a matter, as a hash under the station's key: nobody can read names out of it, or look for one
create table party_pair (
  station_id uuid not null,
  matter_id uuid not null,
  village_id uuid not null,
  hash bytea not null,
  at timestamptz not null,
  primary key (station_id, matter_id, hash),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id),
  foreign key (station_id, village_id) references place (station_id, id)
);
create index party_pair_again on party_pair (station_id, village_id, hash);

-- a statutory file is kept as long as the law sets
alter table matter_key add column retention text not null default 'ordinary' check (retention in ('ordinary', 'statutory'));

-- what was erased: what it was about, and how many of each; never what stood there
alter table erasure add column subject text;
alter table erasure add column counts jsonb not null default '{}';
create index erasure_by_time on erasure (station_id, at, id);
create index erasure_of_matter on erasure (station_id, matter_id);

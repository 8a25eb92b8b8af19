-- How things change: each command once, each change in order, each reading and writing on record.

create table command (
  station_id uuid not null,
  id uuid not null,
  author uuid not null,
  -- keyed, so that nothing personal can be guessed from it
  body_hash bytea not null,
  status smallint,
  -- ids, codes and versions only
  reply jsonb,
  at timestamptz not null,
  primary key (station_id, id)
);
create index command_by_time on command (station_id, at);

-- the station's counter: locked last in each transaction, so that changes are in commit order without gaps
create table change_counter (
  station_id uuid primary key references station,
  seq bigint not null default 0,
  epoch uuid not null
);

create table change (
  station_id uuid not null,
  seq bigint not null,
  op text not null check (op in ('put', 'remove', 'reload')),
  entity text not null,
  -- null for a range entry: everything of this entity in these villages
  id uuid,
  villages_before uuid[] not null default '{}',
  villages_after uuid[] not null default '{}',
  at timestamptz not null,
  primary key (station_id, seq)
);

create table job_intent (
  station_id uuid not null,
  id uuid not null,
  task text not null,
  payload jsonb not null,
  at timestamptz not null,
  handed_at timestamptz,
  primary key (station_id, id)
);
create index job_intent_waiting on job_intent (at) where handed_at is null;

create table audit (
  station_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid,
  action text not null,
  entity text not null,
  entity_id uuid,
  purpose text,
  address text,
  request_id text,
  details jsonb not null default '{}',
  -- null until the sealer has put it into the chain
  chain_no bigint,
  primary key (station_id, id)
);
create index audit_unsealed on audit (station_id, at, id) where chain_no is null;
create index audit_by_time on audit (station_id, at, id);
create index audit_by_entity on audit (station_id, entity_id, at);

create table audit_seal (
  station_id uuid not null,
  no bigint not null,
  first_chain_no bigint not null,
  last_chain_no bigint not null,
  digest bytea not null,
  at timestamptz not null,
  primary key (station_id, no)
);

-- applied again after a restore
create table erasure (
  station_id uuid not null references station,
  id uuid not null,
  matter_id uuid not null,
  reason text not null,
  at timestamptz not null,
  primary key (station_id, id)
);

create table import_run (
  station_id uuid not null references station,
  id uuid not null,
  sheet text not null check (sheet in ('divisions', 'places', 'lines', 'members')),
  file_name text not null,
  file_sha256 text,
  options jsonb not null default '{}',
  state text not null check (state in ('uploaded', 'checking', 'checked', 'importing', 'duties', 'done', 'failed',
                                       'undoing', 'undone', 'cancelled')),
  done int not null default 0,
  total int,
  report jsonb not null default '{}',
  problem text,
  started_by uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (station_id, id)
);

create table import_row (
  station_id uuid not null,
  import_id uuid not null,
  row_no int not null,
  id uuid not null,
  -- 'ok' | 'bad' | 'duplicate'
  verdict text not null,
  -- 'add' | 'skip' | 'merge' | 'keep'
  choice text not null default 'add',
  twin_id uuid,
  problems jsonb,
  -- sealed where it holds a contact
  row jsonb,
  sealed bytea,
  primary key (station_id, import_id, row_no),
  foreign key (station_id, import_id) references import_run (station_id, id)
);
create index import_row_by_verdict on import_row (station_id, import_id, verdict, row_no);

-- the machine's own notes (the set clock), outside any station
create table machine (
  key text primary key,
  value jsonb not null
);

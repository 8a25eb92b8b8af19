-- Who signs in. One table of user names for the whole installation (one sign-in page for all stations), so these
-- tables lie in a schema of their own and stay local where stations are spread over machines.
-- user, session, account, verification and two_factor have the shape that better-auth 1.7 reads and writes
-- (docs/decisions/0002); what sifang adds to them says so.

create schema auth;

create table auth."user" (
  id text primary key,
  -- the user name again: better-auth asks for a name and an address, persons' names stay with their station
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  username text not null,
  display_username text,
  two_factor_enabled boolean not null default false,
  -- ours: the member that this account signs in as
  station_id uuid not null,
  member_id uuid not null,
  constraint auth_user_name_taken unique (username),
  constraint auth_user_member_taken unique (station_id, member_id)
);

create table auth.session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth."user" on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- ours: null until the sign-in is complete; another role than the member's present one ends the session
  role text,
  -- ours: written at most once a minute
  last_seen_at timestamptz
);
create index session_by_user on auth.session (user_id);
create index session_by_end on auth.session (expires_at);

create table auth.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- argon2id
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_by_user on auth.account (user_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);
create index verification_by_end on auth.verification (expires_at);

create table auth.two_factor (
  id text primary key,
  -- encrypted with a key outside the database
  secret text not null,
  backup_codes text not null,
  user_id text not null references auth."user" on delete cascade,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz
);
create index two_factor_by_user on auth.two_factor (user_id);

-- ours: wrong attempts by a keyed hash of the user name, whether it exists or not
create table auth.sign_in_attempt (
  name_key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_attempt_by_time on auth.sign_in_attempt (last_at);

-- ours: a one-time code opens once
create table auth.used_code (
  user_id text not null references auth."user" on delete cascade,
  code_hash bytea not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);

-- settings are changed on top of the version that was read
alter table station add column settings_version int not null default 1;

-- A password that somebody else gave is changed before anything else is done.
alter table auth."user" add column password_to_change boolean not null default false;

-- order among reviews at one instant; their ids come from several machines
alter table incident_review add column ordinal bigint generated always as identity;

-- A password that somebody else gave is changed before anything else is done.
alter table auth."user" add column password_to_change boolean not null default false;

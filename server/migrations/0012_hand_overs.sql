-- 交接班: what was open when one shift gave to the next, signed by both (DOMAIN.md §2, §6).
create table hand_over (
  station_id uuid not null references station,
  id uuid not null,
  shift_id uuid not null,
  next_shift_id uuid not null,
  -- what stood open, as both saw it: ids and versions
  open_items jsonb not null,
  -- what goes to the next duty officer with the second signature
  hand_on uuid[] not null default '{}',
  -- words, under a key of its own
  sealed_note bytea,
  given_by uuid not null,
  given_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, shift_id) references shift (station_id, id),
  foreign key (station_id, next_shift_id) references shift (station_id, id),
  foreign key (station_id, id) references matter_key (station_id, matter_id),
  constraint hand_over_once unique (station_id, shift_id),
  constraint hand_over_signed_by_two check (taken_by is distinct from given_by)
);
create index hand_over_by_time on hand_over (station_id, given_at, id);

-- the last 24 hours, for the morning meeting
create index finding_by_time on finding (station_id, received_at);
create index follow_up_entry_by_time on follow_up_entry (station_id, received_at);

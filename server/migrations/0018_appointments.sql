-- Appointments 约访: fixed days, tours of villages, delegates and firms; slots and bookings, the agenda, what is published
-- of promises (DOMAIN.md §5). Names, telephones and words are sealed under their matter; here are ids, codes and times.

-- “first Monday of the month, 9:00–11:30”: proposes the next appointments
create table appointment_rhythm (
  station_id uuid not null references station,
  id uuid not null,
  kind text not null check (kind in ('fixed-day', 'village-tour', 'invited')),
  weekday int not null check (weekday between 1 and 7),
  -- 5: the last one of the month
  nth int not null check (nth between 1 and 5),
  -- none: every month
  months int[] not null default '{}',
  -- minutes of the day
  starts_minute int not null,
  ends_minute int not null,
  slot_minutes int not null,
  capacity int not null,
  -- null: at the station
  place_id uuid,
  -- communities and villages that it is for
  serves uuid[] not null default '{}',
  host_id uuid not null,
  first_day date not null,
  last_day date,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (station_id, id),
  constraint appointment_rhythm_hours check (0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, host_id) references member (station_id, id)
);

create table appointment (
  station_id uuid not null references station,
  id uuid not null,
  kind text not null check (kind in ('fixed-day', 'village-tour', 'invited')),
  state text not null check (state in ('planned', 'open', 'held', 'closed', 'called-off')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place_id uuid,
  serves uuid[] not null,
  host_id uuid not null,
  rhythm_id uuid,
  -- which day of the rhythm it stands for
  rhythm_day date,
  planned_by uuid not null,
  planned_at timestamptz not null,
  opened_at timestamptz,
  held_at timestamptz,
  held_by uuid,
  -- members who were there, and the visits that it was at the communities and villages it is for
  present uuid[] not null default '{}',
  visit_ids uuid[] not null default '{}',
  closed_at timestamptz,
  closed_by uuid,
  -- what was said in closing, under the appointment's own matter
  sealed_conclusion bytea,
  called_off_at timestamptz,
  called_off_by uuid,
  called_off_reason text check (called_off_reason in ('duty', 'weather', 'holiday', 'nobody', 'other')),
  version int not null default 1,
  primary key (station_id, id),
  constraint appointment_rhythm_day_taken unique (station_id, rhythm_id, rhythm_day),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, host_id) references member (station_id, id),
  foreign key (station_id, rhythm_id) references appointment_rhythm (station_id, id)
);
create index appointment_by_time on appointment (station_id, starts_at, id);
-- where a matter comes up next
create index appointment_coming on appointment (station_id, ends_at) where state in ('planned', 'open');

create table appointment_slot (
  station_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity int not null,
  -- how many bookings stand in it; whoever books locks the row
  taken int not null default 0,
  primary key (station_id, id),
  constraint appointment_slot_capacity check (0 <= taken and taken <= capacity),
  foreign key (station_id, appointment_id) references appointment (station_id, id)
);
create index appointment_slot_of on appointment_slot (station_id, appointment_id, starts_at, id);

create table booking (
  station_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  slot_id uuid not null,
  state text not null check (state in ('booked', 'cancelled', 'came', 'did-not-come')),
  cancelled_late boolean not null default false,
  kind text not null check (kind in ('need', 'dispute', 'hazard', 'tip', 'suggestion', 'other')),
  channel text not null check (channel in ('desk', 'telephone', 'volunteer', 'invitation')),
  village_id uuid,
  -- the matter that it is about, when it is one already
  follow_up_id uuid,
  -- whose key seals name, telephone and words: the follow-up's, or one of its own
  matter_id uuid not null,
  sealed bytea,
  -- who took it down, and the volunteer whom it is credited to
  taken_by uuid not null,
  taken_at timestamptz not null,
  credited_id uuid,
  primary key (station_id, id),
  foreign key (station_id, appointment_id) references appointment (station_id, id),
  foreign key (station_id, slot_id) references appointment_slot (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id)
);
create index booking_of_appointment on booking (station_id, appointment_id);
create index booking_of_volunteer on booking (station_id, credited_id, taken_at) where credited_id is not null;

-- what was done with a booking, only appended; its present state is computed from them
create table booking_entry (
  station_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  no int not null,
  kind text not null check (kind in ('booked', 'moved', 'cancelled', 'came', 'did-not-come')),
  slot_id uuid,
  late boolean,
  at timestamptz not null,
  by uuid not null,
  primary key (station_id, id),
  constraint booking_entry_no_taken unique (station_id, booking_id, no),
  foreign key (station_id, booking_id) references booking (station_id, id),
  foreign key (station_id, slot_id) references appointment_slot (station_id, id)
);

-- put on by hand while an appointment is ahead; every item, numbered, once it was held
create table agenda_item (
  station_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  -- null until it was held
  no int,
  follow_up_id uuid,
  place_id uuid,
  kind text not null check (kind in ('need', 'dispute', 'hazard', 'tip', 'suggestion', 'other', 'base-data-change', 'order', 'promise')),
  urgency text not null check (urgency in ('urgent', 'ordinary')),
  -- [{"kind": "booking" | "ladder" | "hand", "bookingId" | "reason" | "itemId", "at"}], as the rules gathered them
  origins jsonb not null,
  -- whose key seals what it is about and what was answered, where that is no follow-up's: a booking's, or its own
  matter_id uuid,
  sealed_subject bytea,
  sealed_answer bytea,
  put_by uuid,
  put_at timestamptz,
  taken_off_at timestamptz,
  taken_off_by uuid,
  outcome text check (outcome in ('promised', 'answered', 'settled', 'postponed', 'not-present')),
  decided_at timestamptz,
  decided_by uuid,
  -- the follow-up that was promised: its own, or one opened for it
  promise_id uuid,
  promised_for date,
  primary key (station_id, id),
  constraint agenda_item_no_taken unique (station_id, appointment_id, no),
  foreign key (station_id, appointment_id) references appointment (station_id, id),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, promise_id) references follow_up (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id)
);
create index agenda_item_of on agenda_item (station_id, appointment_id);
create index agenda_item_of_follow_up on agenda_item (station_id, follow_up_id) where follow_up_id is not null;
create index agenda_item_promised on agenda_item (station_id, promised_for, promise_id) where promise_id is not null;

-- what everybody may read of a promise; nothing until a leader approved a text. Sealed under the promise's matter
create table promise_publication (
  station_id uuid not null,
  id uuid not null,
  follow_up_id uuid not null,
  village_id uuid,
  sealed bytea,
  approved_by uuid not null,
  approved_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (station_id, id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, village_id) references place (station_id, id)
);
create unique index promise_publication_standing on promise_publication (station_id, follow_up_id) where withdrawn_at is null;
create index promise_publication_of_village on promise_publication (station_id, village_id) where withdrawn_at is null;

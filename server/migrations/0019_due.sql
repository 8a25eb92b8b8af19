-- What is due to a member is one list, and what was said of base data is decided (DOMAIN.md §5, §6).

-- a member's own follow-ups by the first of their times, past or to come; one that only waits for a word is not due
create index follow_up_due on follow_up (station_id, owner_id, overdue_from, id)
  where closed_at is null and overdue_from is not null;

-- what became of a change of base data: applied, or not so. Append-only; each finding is decided once
create table base_data_decision (
  station_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  follow_up_id uuid not null,
  verdict text not null check (verdict in ('confirmed', 'rejected')),
  -- the place that was changed or, of a new one, entered; null when nothing was applied
  place_id uuid,
  at timestamptz not null,
  -- who confirmed it, or police who saw it themselves
  by uuid not null,
  primary key (station_id, id),
  foreign key (station_id, finding_id) references finding (station_id, id),
  foreign key (station_id, follow_up_id) references follow_up (station_id, id),
  foreign key (station_id, place_id) references place (station_id, id),
  foreign key (station_id, by) references member (station_id, id),
  constraint base_data_decided_once unique (station_id, finding_id)
);

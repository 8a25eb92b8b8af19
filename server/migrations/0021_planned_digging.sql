-- Planned digging on a line is announced and is no puncture (DOMAIN.md §8).
create table planned_digging (
  station_id uuid not null references station,
  id uuid not null,
  line_id uuid not null,
  from_km numeric(7, 3) not null,
  to_km numeric(7, 3) not null,
  first_day date not null,
  last_day date not null,
  -- what is dug and by which firm; no names of persons
  work text not null,
  announced_by uuid not null,
  announced_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_reason text,
  primary key (station_id, id),
  foreign key (station_id, line_id) references line (station_id, id),
  foreign key (station_id, announced_by) references member (station_id, id),
  foreign key (station_id, withdrawn_by) references member (station_id, id),
  check (from_km <= to_km and first_day <= last_day),
  check ((withdrawn_by is null) = (withdrawn_on is null) and (withdrawn_by is null) = (withdrawn_reason is null))
);
create index planned_digging_of_line on planned_digging (station_id, line_id, last_day);

-- Targeted checks go on: a plan can be changed or withdrawn until it has begun, the paper has a number, and whoever does
-- not want to sign is on it (DOMAIN.md §5).

-- how often the plan was changed: what a later change is based on
alter table targeted_check add version int not null default 0,
  add withdrawn_at timestamptz,
  add withdrawn_by uuid,
  add withdrawn_reason text,
  drop constraint targeted_check_state_check,
  add constraint targeted_check_state_check check (state in ('planned', 'under-way', 'complete', 'withdrawn')),
  add constraint targeted_check_withdrawn
    check ((state = 'withdrawn') = (withdrawn_at is not null and withdrawn_by is not null and withdrawn_reason is not null)),
  add constraint targeted_check_withdrawn_by foreign key (station_id, withdrawn_by) references member (station_id, id);

-- the number of its paper, given when it is signed
alter table targeted_check_place add paper_year int,
  add paper_number int,
  drop constraint targeted_check_place_state_check,
  add constraint targeted_check_place_state_check check (state in ('planned', 'under-way', 'complete', 'withdrawn')),
  add constraint targeted_check_paper_number unique (station_id, paper_year, paper_number);

-- those signed before are numbered in the order in which they were completed
update targeted_check_place p set paper_year = n.year, paper_number = n.number
from (
  select s.station_id, s.check_id, s.place_id, d.year,
    row_number() over (partition by s.station_id, d.year order by s.completed_at, s.check_id, s.place_id) as number
  from targeted_check_place s join station using (station_id),
    lateral (select extract(year from s.completed_at at time zone station.time_zone)::int as year) d
  where s.state = 'complete') n
where (p.station_id, p.check_id, p.place_id) = (n.station_id, n.check_id, n.place_id);
insert into paper_number (station_id, kind, year, last)
select station_id, 'targeted-check', paper_year, max(paper_number) from targeted_check_place
where paper_number is not null group by station_id, paper_year;

alter table targeted_check_place add constraint targeted_check_place_numbered
  check ((state = 'complete') = (paper_year is not null and paper_number is not null));

-- the reason lies sealed where the drawing would
alter table targeted_check_signature add refused boolean not null default false;

-- a place's timeline
create index targeted_check_hazard_of_place on targeted_check_hazard (station_id, place_id);

-- The first end of a window of a place that no counting visit has answered: 漏访 when that day is over. It changes with
-- facts, not by the passing of days, so lists and figures compare one date instead of looking for missed duties. Not
-- indexed: each counting visit moves it, and an update of a place that touches no index is a cheap one.
alter table place add column lapses_on date;
-- Attempts that failed in the window, kept while it runs; the second is the duty officer's.
alter table duty add column failed_attempts int not null default 0;

update place p set lapses_on = (
  select min(d.until) from duty d
  where d.station_id = p.station_id and d.place_id = p.id and d.state = 'open'
    and (p.last_counted_at is null
      or d.until >= (p.last_counted_at at time zone (select s.time_zone from station s where s.station_id = p.station_id))::date));
update duty d set failed_attempts = failed.attempts
  from (
    select d.station_id, d.place_id, d.line_id, d.period, d.period_start, count(*) as attempts
    from duty d join visit v on v.station_id = d.station_id and v.place_id = d.place_id and v.at >= d.from_at
      and v.outcome = 'failed' and v.voided_at is null
    where d.state = 'open'
    group by d.station_id, d.place_id, d.line_id, d.period, d.period_start
  ) failed
  where d.station_id = failed.station_id and d.place_id = failed.place_id and d.line_id = failed.line_id
    and d.period = failed.period and d.period_start = failed.period_start;

create index duty_failed_twice on duty (station_id, until) where state = 'open' and failed_attempts >= 2;

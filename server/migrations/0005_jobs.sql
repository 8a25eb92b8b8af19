-- When the machine's regular work ran last. It is about the machine, not about a station, and stays local where
-- stations are spread over several.

create table schedule (
  task text primary key,
  -- the civil day it ran for last; null for work that recurs by the second
  last_run_on date,
  -- on the station's clock
  last_run_at timestamptz not null
);

-- handed-over intents are removed after a week
create index job_intent_handed on job_intent (handed_at) where handed_at is not null;

-- the chain is read in its order when it is verified
create unique index audit_by_chain on audit (station_id, chain_no) where chain_no is not null;

-- What lists say besides their rows: how many there are in all, how far a printed list was entered, what was decided,
-- how a campaign stands. Partial where only a few rows are asked for, so that recording a visit writes no more than before.

-- open places are counted from here alone, whatever of village, kind and tier is asked for
create index place_open on place (station_id, village_id, kind, tier) where merged_into_id is null and closed_at is null;

-- rows of a printed list that were entered
create index visit_of_round_list on visit (station_id, round_list_id, place_id)
  where round_list_id is not null and voided_at is null;

-- decided excusals, the latest first
create index excusal_decided on excusal (station_id, decided_at, id) where verdict is not null;

-- a campaign's duties are counted and listed by what became of them
create index duty_of_campaign on duty (station_id, line_id, state, until, from_at) where period = 'campaign';

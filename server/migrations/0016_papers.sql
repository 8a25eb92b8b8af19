-- Papers 文书 (MEDIATION.md “Papers”): what was issued stands as it was issued, sealed under its matter's key.

create table paper (
  station_id uuid not null references station,
  id uuid not null,
  -- the dispute's
  matter_id uuid not null,
  kind text not null,
  -- of which sitting, inquiry or revisit, under which procedure (domain/papers/number.ts)
  occasion int not null,
  year int not null,
  number int not null check (number > 0),
  state text not null check (state in ('issued', 'void')),
  -- in the file's index
  pages int not null check (pages > 0),
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  -- the .docx itself; emptied when its matter is erased, the number stays
  sealed bytea,
  -- a void one keeps its number and its reason: a code, and what else there was to say
  void_reason text,
  void_note bytea,
  voided_at timestamptz,
  voided_by uuid,
  primary key (station_id, id),
  foreign key (station_id, matter_id) references matter_key (station_id, matter_id),
  foreign key (station_id, issued_by) references member (station_id, id),
  foreign key (station_id, voided_by) references member (station_id, id),
  constraint paper_number_taken unique (station_id, kind, year, number),
  constraint paper_voided check ((state = 'void') = (void_reason is not null and voided_at is not null and voided_by is not null))
);
-- one of a kind stands at a time; a void one makes room for the next
create unique index paper_stands on paper (station_id, matter_id, kind, occasion) where state = 'issued';
-- the register
create index paper_by_time on paper (station_id, issued_at, id);

-- the last number of a kind in a year: its row is locked until the paper with the next number is committed, so that
-- numbers have no gaps
create table paper_number (
  station_id uuid not null references station,
  kind text not null,
  year int not null,
  last int not null,
  primary key (station_id, kind, year)
);

-- One way to keep a file: what a check photographs is an attachment of its matter (ARCHITECTURE, Attachments).

-- where in its matter it belongs: the place of a check
alter table attachment add place_id uuid,
  add constraint attachment_place foreign key (station_id, place_id) references place (station_id, id);

drop table targeted_check_photo;

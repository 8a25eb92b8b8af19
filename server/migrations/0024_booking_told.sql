-- An appointment that is moved takes its bookings along; who booked is told, one by one, and it is noted at the booking.
alter table booking add column to_tell boolean not null default false;
alter table booking_entry drop constraint booking_entry_kind_check;
alter table booking_entry add constraint booking_entry_kind_check
  check (kind in ('booked', 'moved', 'told', 'cancelled', 'came', 'did-not-come'));

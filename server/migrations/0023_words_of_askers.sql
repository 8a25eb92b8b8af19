-- what those who asked said when they were told, and their silence: the confirmed rate (DOMAIN.md §6)
create index follow_up_entry_answers on follow_up_entry (station_id, received_at) include (kind)
  where kind in ('confirmed', 'unhappy', 'closed-unanswered');

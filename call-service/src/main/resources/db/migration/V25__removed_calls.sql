-- When calls of each queue began that were removed because they are old: their statistics stay, and a log of that time
-- must not be counted again. What is counted and older than the oldest call was removed before this version.
create table removed_calls (
  queue_id   text collate "C" primary key,
  first_call timestamptz not null,
  last_call  timestamptz not null check (last_call >= first_call)
);

insert into removed_calls (queue_id, first_call, last_call)
select queue_id, min(minute), oldest
from stats_minutes, (select coalesce(min(start_time), now()) as oldest from calls) as kept
where queue_id <> ''
group by queue_id, oldest having min(minute) < date_trunc('minute', oldest);

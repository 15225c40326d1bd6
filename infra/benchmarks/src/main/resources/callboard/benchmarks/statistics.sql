-- Fills the counters of statistics as 400 days of 100 queues and 1,000 agents leave them, and what the agents did in the last
-- 32 days, without a call: for measuring what reports cost. A queue is open for twelve hours a day. Run by psql, as a
-- superuser, on a call-service's database while it has no calls; a call-service adds up the days.
-- At once, so that no day is added up before its waits are there.
begin;

insert into queues (id, display_name) select 'q' || n, 'Queue ' || n from generate_series(1, 100) as n on conflict do nothing;
insert into queue_versions (queue_id, version, display_name, wait_limit, routing_limit, hold_limit, short_call_limit, retired, changed_by, changed_at)
select 'q' || n, 1, 'Queue ' || n, 30, 15, 60, 10, false, 'benchmark', now() - interval '401 days' from generate_series(1, 100) as n
on conflict do nothing;

delete from stats_calendar;

insert into stats_quarters
select quarter, 'q' || n, 20, 17, 14, 300000, 2, 1, 17, 3400000, 1, 0, 0, 0, 0
from generate_series(date_trunc('day', now()) - interval '400 days', now(), interval '15 minutes') as quarter,
     generate_series(1, 100) as n
where extract(hour from quarter) between 8 and 19;

-- Of the seventeen that are answered, most have waited one of a dozen times.
insert into stats_waits
select quarter, queue_id, bucket * 3 + (hashtext(queue_id || quarter) & 1), case when bucket < 5 then 2 else 1 end
from stats_quarters, generate_series(0, 11) as bucket;

insert into agent_days (day, agent_id, handled, missed, handle_millis, last_left, hung_up)
select day::date, 'agent-' || n, 40, 3, 9600000, day + interval '18 hours', 1
from generate_series(date_trunc('day', now()) - interval '400 days', now(), interval '1 day') as day,
     generate_series(1, 1000) as n;

-- Forty calls handled and three missed a day, of the hours from eight on. There are no calls that they could be of.
set session_replication_role = replica;
insert into agent_work
select 'agent-' || n, day + interval '8 hours' + call * interval '16 minutes', 'call-' || n || '-' || call || day::date,
       case when call < 40 then 'handled' when call < 43 then 'missed' else 'hung_up' end,
       case when call < 40 then 240000 else 0 end, day + interval '8 hours', 1
from generate_series(date_trunc('day', now()) - interval '32 days', now(), interval '1 day') as day,
     generate_series(1, 1000) as n, generate_series(0, 43) as call;
reset session_replication_role;
commit;

analyze agent_work, agent_days, stats_quarters, stats_waits;

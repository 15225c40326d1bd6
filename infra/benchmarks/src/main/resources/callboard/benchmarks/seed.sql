-- Believable calls in great number, straight into the tables: calls, their events, and what is counted of them.
-- `pg_temp.seed` writes the calls numbered `first` to `last` of `total`, which began evenly spread over so
-- many days up to now. The last `live` of them are still live, and nothing is due on them for a day.

-- From 0 to 1, always the same for the same call and what it decides about it.
create or replace function pg_temp.dice(number integer, about integer) returns double precision language sql immutable as
  'select (hashint8extended(number, about) & 1048575) / 1048576.0';

create or replace function pg_temp.seed(run text, first integer, last integer, total integer, live integer, days integer)
returns void language plpgsql as $$
begin
  create temp table drawn on commit drop as
  select number, id, type, queue_id, agent_id, start_time, wait, talk, held, fate,
         case when number > total - live
              then case when fate < 0.25 then 'waiting' when fate < 0.85 then 'active' else 'on_hold' end
              else 'ended' end as status,
         case when number > total - live then fate >= 0.25 else fate >= 0.08 end as answered,
         case when number > total - live then null when fate < 0.01 then 'failed' when fate < 0.08 then 'abandoned'
              else 'completed' end as end_reason
  from (
    select number, run || '-' || lpad(number::text, 8, '0') as id,
           case when pg_temp.dice(number, 1) < 0.85 then 'voice' else 'video' end as type,
           (array['medical_spanish', 'medical_english', 'legal_spanish', 'legal_english'])
             [1 + floor(pg_temp.dice(number, 2) * 4)::integer] as queue_id,
           'agent_' || lpad((1 + floor(pg_temp.dice(number, 3) * 300))::text, 3, '0') as agent_id,
           date_trunc('milliseconds', now() - make_interval(secs =>
             (total - number + pg_temp.dice(number, 4)) * days * 86400.0 / total)) as start_time,
           round((1 + 45 * pg_temp.dice(number, 5) ^ 3)::numeric, 1)::double precision as wait,
           round((2 + 500 * pg_temp.dice(number, 6) ^ 2)::numeric, 1)::double precision as talk,
           case when pg_temp.dice(number, 7) < 0.3
                then round((5 + 90 * pg_temp.dice(number, 8) ^ 2)::numeric, 1)::double precision else 0 end as held,
           pg_temp.dice(number, 9) as fate
    from generate_series(first, last) as number
  ) as numbers;

  create temp table made on commit drop as
  select *, least(case when answered then answered_at + make_interval(secs => talk + held)
                       else start_time + make_interval(secs => wait) end, now()) as over,
         array_remove(array[
           case when answered and wait > 30 then 'wait_sla_exceeded' end,
           case when answered and held > 60 and status = 'ended' then 'hold_limit_exceeded' end,
           case when status = 'ended' and answered and talk < 10 then 'short_call' end,
           case when end_reason = 'abandoned' and wait < 10 then 'short_abandon' end], null) as flags
  from (select *, case when answered then least(start_time + make_interval(secs => wait), now()) end as answered_at
        from drawn) as drawn;

  insert into calls
  select id, type, status, queue_id, 1, case when answered then agent_id end, start_time,
         case when status = 'ended' then over end,
         case status when 'waiting' then start_time when 'active' then answered_at else over end, answered_at,
         case when answered then wait end, case when status = 'ended' and answered then talk else 0 end,
         case when status = 'ended' and answered then held else 0 end, end_reason, flags,
         case when not answered then 1 when status = 'on_hold' then 4 when status = 'ended' and held > 0 then 5 else 3 end
           + case status when 'ended' then 1 else 0 end,
         1, case when answered then 3 else 0 end, case when status = 'on_hold' or status = 'ended' and answered and held > 0 then 4 else 0 end, null,
         case when answered and status <> 'ended' then answered_at end, 'none', over,
         case when status <> 'ended' then now() + interval '1 day' end
  from made;

  insert into call_events
  select id, sequence, gen_random_uuid(), event, at, at, null, id || '/' || sequence, metadata
  from made cross join lateral (
    values
      (true, 1, 'call_initiated', start_time, json_build_object('type', type, 'queueId', queue_id)),
      (answered, 2, 'call_routed', start_time, json_build_object('agentId', agent_id, 'routingTime', 2)),
      (answered, 3, 'call_answered', answered_at, json_build_object('waitTime', wait)),
      (status = 'on_hold' or status = 'ended' and answered and held > 0, 4, 'call_hold', answered_at, json_build_object('holdDuration', held)),
      (status = 'ended' and answered and held > 0, 5, 'call_resumed', answered_at + make_interval(secs => held), json_build_object()),
      (status = 'ended', case when not answered then 2 when held > 0 then 6 else 4 end, 'call_ended', over,
       json_build_object('endReason', end_reason, 'duration', talk))
  ) as told (happened, sequence, event, at, metadata)
  where happened;

  insert into call_totals as counted
  select status, type, queue_id, count(*) from made group by 1, 2, 3
  on conflict (status, type, queue_id) do update set calls = counted.calls + excluded.calls;

  insert into stats_minutes as counted
  select date_trunc('minute', start_time, 'UTC'), queue_id, count(*), count(*) filter (where answered),
         count(*) filter (where answered and wait <= 30),
         coalesce(sum(round(wait * 1000)) filter (where answered), 0),
         count(*) filter (where end_reason = 'abandoned'), count(*) filter (where 'short_abandon' = any(flags)),
         count(*) filter (where answered and status = 'ended'),
         coalesce(sum(round((talk + held) * 1000)) filter (where answered and status = 'ended'), 0)
  from made group by 1, 2
  on conflict (minute, queue_id) do update set
    offered = counted.offered + excluded.offered, answered = counted.answered + excluded.answered,
    answered_within = counted.answered_within + excluded.answered_within,
    wait_millis = counted.wait_millis + excluded.wait_millis, abandoned = counted.abandoned + excluded.abandoned,
    short_abandoned = counted.short_abandoned + excluded.short_abandoned, handled = counted.handled + excluded.handled,
    handle_millis = counted.handle_millis + excluded.handle_millis;

  insert into stats_quarters as counted
  select date_bin('15 minutes', start_time, 'epoch'), queue_id, count(*), count(*) filter (where answered),
         count(*) filter (where answered and wait <= 30),
         coalesce(sum(round(wait * 1000)) filter (where answered), 0),
         count(*) filter (where end_reason = 'abandoned'), count(*) filter (where 'short_abandon' = any(flags)),
         count(*) filter (where answered and status = 'ended'),
         coalesce(sum(round((talk + held) * 1000)) filter (where answered and status = 'ended'), 0)
  from made group by 1, 2
  on conflict (quarter, queue_id) do update set
    offered = counted.offered + excluded.offered, answered = counted.answered + excluded.answered,
    answered_within = counted.answered_within + excluded.answered_within,
    wait_millis = counted.wait_millis + excluded.wait_millis, abandoned = counted.abandoned + excluded.abandoned,
    short_abandoned = counted.short_abandoned + excluded.short_abandoned, handled = counted.handled + excluded.handled,
    handle_millis = counted.handle_millis + excluded.handle_millis;

  insert into agent_days as worked
  select over::date, agent_id, count(*), 0, sum(round((talk + held) * 1000)), max(over)
  from made where answered and status = 'ended' group by 1, 2
  on conflict (day, agent_id) do update set
    handled = worked.handled + excluded.handled, handle_millis = worked.handle_millis + excluded.handle_millis,
    last_left = greatest(worked.last_left, excluded.last_left);

  drop table drawn, made;
end
$$

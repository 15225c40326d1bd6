-- What transactions counted, one row each, until somebody posts it to the counters: a writer adds to no row that another
-- might want, and pays for one small insert whatever its events count in. What a list or a statistic says is the counters
-- and these rows together, by the views below, so it is exact at every moment.
create table count_journal (
  id      bigint generated always as identity primary key,
  calls   json not null,
  minutes json not null,
  days    json not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create view journal_calls as
  select change.status, change.type, change."queueId" as queue_id, change.flags, change."agentId" as agent_id, change.calls
  from count_journal cross join lateral json_to_recordset(count_journal.calls)
    as change (status text, type text, "queueId" text, flags text[], "agentId" text, calls bigint);

create view journal_minutes as
  select change.minute, change."queueId" as queue_id, change.offered, change.answered,
         change."answeredWithin" as answered_within, change."waitMillis" as wait_millis, change.abandoned,
         change."shortAbandoned" as short_abandoned, change.handled, change."handleMillis" as handle_millis
  from count_journal cross join lateral json_to_recordset(count_journal.minutes)
    as change (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint);

create view journal_days as
  select change.day, change."agentId" as agent_id, change.handled, change.missed, change."handleMillis" as handle_millis,
         change."lastLeft" as last_left
  from count_journal cross join lateral json_to_recordset(count_journal.days)
    as change (day date, "agentId" text, handled bigint, missed bigint, "handleMillis" bigint, "lastLeft" timestamptz);

create view counted_calls as
  select status, type, queue_id, calls from call_totals
  union all select status, type, queue_id, calls from journal_calls;

create view counted_flags as
  select flags, status, type, queue_id, calls from flag_totals
  union all select flags, status, type, queue_id, calls from journal_calls where flags <> '{}';

create view counted_agents as
  select agent_id, flags, type, queue_id, calls from agent_totals
  union all select agent_id, flags, type, queue_id, calls from journal_calls where agent_id is not null;

create view counted_minutes as
  select minute, queue_id, offered, answered, answered_within, wait_millis, abandoned, short_abandoned, handled,
         handle_millis from stats_minutes
  union all select * from journal_minutes;

create view counted_days as
  select day, agent_id, handled, missed, handle_millis, last_left from agent_days
  union all select * from journal_days;

-- Adds so many rows to the counters and removes them, one poster at a time. In a slot of its own: older versions that run
-- beside this one count in theirs, and the triggers go on counting for them.
create function post_counts(most integer) returns integer language plpgsql as $$
declare
  posted integer;
begin
  -- The first number is that of the counting slots' locks, the second none of theirs.
  if not pg_try_advisory_xact_lock(20261123, 64) then
    return 0;
  end if;
  with gone as (
    delete from count_journal where id in (select id from count_journal order by id limit most)
    returning calls, minutes, days
  ), change as materialized (
    select each.status, each.type, each."queueId" as queue_id, each.flags, each."agentId" as agent_id, each.calls
    from gone cross join lateral json_to_recordset(gone.calls)
      as each (status text, type text, "queueId" text, flags text[], "agentId" text, calls bigint)
  ), kinds as (
    insert into call_totals as total (status, type, queue_id, slot, calls)
    select status, type, queue_id, 64, sum(calls) from change
    group by status, type, queue_id having sum(calls) <> 0
    on conflict (status, type, queue_id, slot) do update set calls = total.calls + excluded.calls
  ), flagged as (
    insert into flag_totals as total (flags, status, type, queue_id, slot, calls)
    select flags, status, type, queue_id, 64, sum(calls) from change where flags <> '{}'
    group by flags, status, type, queue_id having sum(calls) <> 0
    on conflict (flags, status, type, queue_id, slot) do update set calls = total.calls + excluded.calls
  ), ended as (
    insert into agent_totals as total (agent_id, flags, type, queue_id, slot, calls)
    select agent_id, flags, type, queue_id, 64, sum(calls) from change where agent_id is not null
    group by agent_id, flags, type, queue_id having sum(calls) <> 0
    on conflict (agent_id, flags, type, queue_id, slot) do update set calls = total.calls + excluded.calls
  ), agents as (
    insert into agent_days as total (day, agent_id, slot, handled, missed, handle_millis, last_left)
    select each.day, each."agentId", 64, sum(each.handled), sum(each.missed), sum(each."handleMillis"),
           max(each."lastLeft")
    from gone cross join lateral json_to_recordset(gone.days)
      as each (day date, "agentId" text, handled bigint, missed bigint, "handleMillis" bigint, "lastLeft" timestamptz)
    group by each.day, each."agentId" order by each.day, each."agentId"
    on conflict (day, agent_id, slot) do update set
      handled = total.handled + excluded.handled, missed = total.missed + excluded.missed,
      handle_millis = total.handle_millis + excluded.handle_millis,
      last_left = greatest(total.last_left, excluded.last_left)
  ), minutes as (
    insert into stats_minutes as total (minute, queue_id, slot, offered, answered, answered_within, wait_millis,
                                        abandoned, short_abandoned, handled, handle_millis)
    select each.minute, each."queueId", 64, sum(each.offered), sum(each.answered), sum(each."answeredWithin"),
           sum(each."waitMillis"), sum(each.abandoned), sum(each."shortAbandoned"), sum(each.handled),
           sum(each."handleMillis")
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint)
    group by each.minute, each."queueId" order by each.minute, each."queueId"
    on conflict (minute, queue_id, slot) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis
  )
  select count(*) into posted from gone;
  return posted;
end
$$;

-- The write path enters what it changes itself, and says so in its transactions.
create or replace trigger calls_inserted after insert on calls
  referencing new table as after for each statement
  when (current_setting('callboard.counts', true) is distinct from 'journal') execute function count_calls();
create or replace trigger calls_updated after update on calls
  referencing old table as before new table as after for each statement
  when (current_setting('callboard.counts', true) is distinct from 'journal') execute function count_calls();

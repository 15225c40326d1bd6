-- How many of those that began in a quarter of an hour had waited how long, in buckets, for percentiles. Earlier versions
-- may run beside this: what they count has no waits, and percentiles are of the others.
create table stats_waits (
  quarter  timestamptz not null,
  queue_id text not null,
  bucket   smallint not null,
  calls    bigint not null,
  primary key (quarter, queue_id, bucket)
);

create view journal_waits as
  select change.minute, change."queueId" as queue_id, wait.key::smallint as bucket, wait.value::bigint as calls
  from count_journal cross join lateral json_to_recordset(count_journal.minutes)
    as change (minute timestamptz, "queueId" text, waits json)
  cross join lateral json_each_text(change.waits) as wait;

create or replace function post_counts(most integer) returns integer language plpgsql as $$
declare
  posted integer;
begin
  if not pg_try_advisory_xact_lock(20261123, 64) then
    return 0;
  end if;
  with gone as (
    delete from count_journal where id in (select id from count_journal order by id limit most)
    returning calls, minutes, days
  ), kinds as (
    insert into call_totals as total (status, type, queue_id, calls)
    select each.status, each.type, each."queueId", sum(each.calls)
    from gone cross join lateral json_to_recordset(gone.calls)
      as each (status text, type text, "queueId" text, calls bigint)
    group by 1, 2, 3 having sum(each.calls) <> 0
    on conflict (status, type, queue_id) do update set calls = total.calls + excluded.calls
  ), agents as (
    insert into agent_days as total (day, agent_id, handled, missed, handle_millis, last_left, hung_up)
    select each.day, each."agentId", sum(each.handled), sum(each.missed), sum(each."handleMillis"),
           max(each."lastLeft"), coalesce(sum(each."hungUp"), 0)
    from gone cross join lateral json_to_recordset(gone.days)
      as each (day date, "agentId" text, handled bigint, missed bigint, "handleMillis" bigint, "lastLeft" timestamptz,
               "hungUp" bigint)
    group by each.day, each."agentId" order by each.day, each."agentId"
    on conflict (day, agent_id) do update set
      handled = total.handled + excluded.handled, missed = total.missed + excluded.missed,
      handle_millis = total.handle_millis + excluded.handle_millis,
      last_left = greatest(total.last_left, excluded.last_left), hung_up = total.hung_up + excluded.hung_up
  ), minute as materialized (
    select each.minute, each."queueId" as queue_id, sum(each.offered) as offered, sum(each.answered) as answered,
           sum(each."answeredWithin") as answered_within, sum(each."waitMillis") as wait_millis,
           sum(each.abandoned) as abandoned, sum(each."shortAbandoned") as short_abandoned,
           sum(each.handled) as handled, sum(each."handleMillis") as handle_millis,
           coalesce(sum(each.transferred), 0) as transferred, coalesce(sum(each.overflowed), 0) as overflowed,
           coalesce(sum(each.callbacks), 0) as callbacks, coalesce(sum(each.voicemails), 0) as voicemails,
           coalesce(sum(each.failed), 0) as failed
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint,
               transferred bigint, overflowed bigint, callbacks bigint, voicemails bigint, failed bigint)
    group by each.minute, each."queueId" order by each.minute, each."queueId"
  ), minutes as (
    insert into stats_minutes as total
    select * from minute
    on conflict (minute, queue_id) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis,
      transferred = total.transferred + excluded.transferred, overflowed = total.overflowed + excluded.overflowed,
      callbacks = total.callbacks + excluded.callbacks, voicemails = total.voicemails + excluded.voicemails,
      failed = total.failed + excluded.failed
  ), quarters as (
    insert into stats_quarters as total
    select date_bin('15 minutes', minute, 'epoch'), queue_id, sum(offered), sum(answered), sum(answered_within),
           sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis), sum(transferred),
           sum(overflowed), sum(callbacks), sum(voicemails), sum(failed)
    from minute group by 1, 2 order by 1, 2
    on conflict (quarter, queue_id) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis,
      transferred = total.transferred + excluded.transferred, overflowed = total.overflowed + excluded.overflowed,
      callbacks = total.callbacks + excluded.callbacks, voicemails = total.voicemails + excluded.voicemails,
      failed = total.failed + excluded.failed
  ), waits as (
    insert into stats_waits as total
    select date_bin('15 minutes', each.minute, 'epoch'), each."queueId", wait.key::smallint, sum(wait.value::bigint)
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, waits json)
    cross join lateral json_each_text(each.waits) as wait
    group by 1, 2, 3 having sum(wait.value::bigint) <> 0 order by 1, 2, 3
    on conflict (quarter, queue_id, bucket) do update set calls = total.calls + excluded.calls
  )
  select count(*) into posted from gone;
  return posted;
end
$$;

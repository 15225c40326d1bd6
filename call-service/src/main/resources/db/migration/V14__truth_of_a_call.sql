-- A call is told in the order in which things happened, whatever the order in which they are heard of.
--
-- Version 1.0.0 may run beside this: it writes none of the new columns, and what it has written is read without them. It
-- doesn't know the new reasons for an end, so senders should not use them before it is gone.
--
-- For a moment nobody else may be at these tables; as in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table calls, call_events, parked, stats_minutes, stats_quarters, agent_days in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

-- When the latest of its events happened; who is rung, and who was in this run of rings; the visit to its queue; whose
-- clock its times are by.
alter table calls
  add column latest_at timestamptz,
  add column ringing text,
  add column rung text,
  add column visit_since timestamptz,
  add column visit_answered_at timestamptz,
  add column visit_handled double precision not null default 0,
  add column sender text,
  drop constraint calls_end_reason_check,
  add constraint calls_end_reason_check check
    (end_reason in ('completed', 'abandoned', 'failed', 'overflowed', 'callback', 'voicemail')) not valid;

-- A call that an earlier version began is on the visit that it has been counted for.
update calls set visit_answered_at = answered_at where status <> 'ended' and answered_at is not null;

-- What we had noticed gives way to what a sender tells of the same time. The row stays, since sequences have no gaps.
alter table call_events add column gave_way boolean not null default false;
alter table parked add column sender text;

-- How far each sender's events lag behind their receipt, as each replica has it.
create table sender_lags (
  sender       text not null,
  replica      text not null,
  millis       bigint not null,
  usual_millis bigint not null,
  heard_at     timestamptz not null,
  primary key (sender, replica)
);

-- Outcomes of their own. Rows of no queue hold what calls and their visits differ by, so a number may be negative there,
-- and is everywhere while a call is told anew.
do $$
declare
  each record;
begin
  for each in
    select conrelid::regclass as counters, conname from pg_constraint
    where conrelid in ('stats_minutes'::regclass, 'stats_quarters'::regclass, 'agent_days'::regclass)
      and (contype = 'f' or contype = 'c' and pg_get_constraintdef(oid) not like '%epoch%')
  loop
    execute format('alter table %s drop constraint %I', each.counters, each.conname);
  end loop;
end
$$;
alter table stats_minutes
  add column transferred bigint not null default 0,
  add column overflowed bigint not null default 0,
  add column callbacks bigint not null default 0,
  add column voicemails bigint not null default 0,
  add column failed bigint not null default 0;
alter table stats_quarters
  add column transferred bigint not null default 0,
  add column overflowed bigint not null default 0,
  add column callbacks bigint not null default 0,
  add column voicemails bigint not null default 0,
  add column failed bigint not null default 0;
alter table agent_days add column hung_up bigint not null default 0;

create or replace view journal_minutes as
  select change.minute, change."queueId" as queue_id, change.offered, change.answered,
         change."answeredWithin" as answered_within, change."waitMillis" as wait_millis, change.abandoned,
         change."shortAbandoned" as short_abandoned, change.handled, change."handleMillis" as handle_millis,
         coalesce(change.transferred, 0) as transferred, coalesce(change.overflowed, 0) as overflowed,
         coalesce(change.callbacks, 0) as callbacks, coalesce(change.voicemails, 0) as voicemails,
         coalesce(change.failed, 0) as failed
  from count_journal cross join lateral json_to_recordset(count_journal.minutes)
    as change (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint,
               transferred bigint, overflowed bigint, callbacks bigint, voicemails bigint, failed bigint);

create or replace view counted_minutes as
  select minute, queue_id, offered, answered, answered_within, wait_millis, abandoned, short_abandoned, handled,
         handle_millis, transferred, overflowed, callbacks, voicemails, failed from stats_minutes
  union all select * from journal_minutes;

create or replace view journal_days as
  select change.day, change."agentId" as agent_id, change.handled, change.missed, change."handleMillis" as handle_millis,
         change."lastLeft" as last_left, coalesce(change."hungUp", 0) as hung_up
  from count_journal cross join lateral json_to_recordset(count_journal.days)
    as change (day date, "agentId" text, handled bigint, missed bigint, "handleMillis" bigint, "lastLeft" timestamptz,
               "hungUp" bigint);

create or replace view counted_days as
  select day, agent_id, handled, missed, handle_millis, last_left, hung_up from agent_days
  union all select * from journal_days;

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
  )
  select count(*) into posted from gone;
  return posted;
end
$$;

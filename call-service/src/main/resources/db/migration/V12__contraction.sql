-- contracts: nothing has needed slots and counting triggers since version 10 of this schema, which release 1.0.0 runs on.
--
-- Counters are rows of their own kind alone, without slots: since version 10 one poster adds to them at a time. Totals by
-- flag and by agent are counted when they are asked for. Quarters of an hour are kept by whoever keeps the minutes.
--
-- Release 1.0.0 may run beside this. What it reads stays: its totals by flag and agent come from views of the calls, exact
-- and slower. What it removes of old calls is counted by the one trigger that stays. Its folding of slots fails, which it
-- logs once and survives; nothing is left for it to fold.

-- Nobody posts counts until this has been committed; they wait in the journal, where readers find them.
select pg_advisory_xact_lock(20261123, 64);

-- What follows may take a second per million rows. Readers read on meanwhile, and no event waits for these tables.
lock table stats_minutes, stats_quarters, agent_days in share row exclusive mode;
alter table stats_minutes disable trigger user;

with gone as (delete from stats_minutes where slot <> 64 returning *)
insert into stats_minutes as total
select minute, queue_id, 64, sum(offered), sum(answered), sum(answered_within), sum(wait_millis), sum(abandoned),
       sum(short_abandoned), sum(handled), sum(handle_millis)
from gone group by minute, queue_id
on conflict (minute, queue_id, slot) do update set
  offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
  answered_within = total.answered_within + excluded.answered_within,
  wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
  short_abandoned = total.short_abandoned + excluded.short_abandoned,
  handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis;

-- Triggers took the lowest slot that was free.
with gone as (delete from stats_quarters where slot <> 0 returning *)
insert into stats_quarters as total
select quarter, queue_id, 0, sum(offered), sum(answered), sum(answered_within), sum(wait_millis), sum(abandoned),
       sum(short_abandoned), sum(handled), sum(handle_millis)
from gone group by quarter, queue_id
on conflict (quarter, queue_id, slot) do update set
  offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
  answered_within = total.answered_within + excluded.answered_within,
  wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
  short_abandoned = total.short_abandoned + excluded.short_abandoned,
  handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis;

with gone as (delete from agent_days where slot <> 64 returning *)
insert into agent_days as total
select day, agent_id, 64, sum(handled), sum(missed), sum(handle_millis), max(last_left)
from gone group by day, agent_id
on conflict (day, agent_id, slot) do update set
  handled = total.handled + excluded.handled, missed = total.missed + excluded.missed,
  handle_millis = total.handle_millis + excluded.handle_millis,
  last_left = greatest(total.last_left, excluded.last_left);

create unique index stats_minutes_key on stats_minutes (minute, queue_id);
create unique index stats_quarters_key on stats_quarters (quarter, queue_id);
create unique index agent_days_key on agent_days (day, agent_id);

-- For a moment nobody else may be at any of them; as in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table stats_minutes, stats_quarters, agent_days, call_totals, flag_totals, agent_totals, calls
        in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

drop trigger calls_inserted on calls;
drop trigger calls_updated on calls;
drop trigger calls_deleted on calls;
drop trigger calls_truncated on calls;
drop trigger minutes_inserted on stats_minutes;
drop trigger minutes_updated on stats_minutes;
drop trigger minutes_deleted on stats_minutes;
drop trigger minutes_truncated on stats_minutes;
drop function count_calls, count_quarters, add_quarters, add_call_changes, counting_slot;
drop type call_change;
drop sequence stats_slots;

-- For release 1.0.0 alone, until the next contraction.
create or replace view counted_flags as
  select flags, status, type, queue_id, 1::bigint as calls from calls where flags <> '{}';
create or replace view counted_agents as
  select agent_id, flags, type, queue_id, 1::bigint as calls from calls where status = 'ended' and agent_id is not null;
drop table flag_totals, agent_totals;

drop index stats_minutes_unfolded, agent_days_unfolded;
alter table stats_minutes
  drop column slot,
  add constraint stats_minutes_pkey primary key using index stats_minutes_key;
alter table stats_quarters
  drop column slot,
  add constraint stats_quarters_pkey primary key using index stats_quarters_key;
alter table agent_days
  drop column slot,
  add constraint agent_days_pkey primary key using index agent_days_key;

-- Few rows.
create temp table kinds on commit drop as
  select status, type, queue_id, sum(calls)::bigint as calls from call_totals group by status, type, queue_id;
delete from call_totals;
alter table call_totals
  drop column slot,
  add constraint call_totals_pkey primary key (status, type, queue_id);
insert into call_totals select * from kinds;

-- Who removes calls doesn't have to know what is counted of them.
create function count_removed_calls() returns trigger language plpgsql as $$
begin
  insert into count_journal (calls, minutes, days)
  select json_agg(kind), '[]', '[]'
  from (select status, type, queue_id as "queueId", -count(*) as calls from removed group by 1, 2, 3) as kind
  having count(*) > 0;
  return null;
end
$$;
create trigger calls_removed after delete on calls
  referencing old table as removed for each statement execute function count_removed_calls();

-- Adds so many rows of the journal to the counters and removes them, one poster at a time.
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
    insert into agent_days as total (day, agent_id, handled, missed, handle_millis, last_left)
    select each.day, each."agentId", sum(each.handled), sum(each.missed), sum(each."handleMillis"),
           max(each."lastLeft")
    from gone cross join lateral json_to_recordset(gone.days)
      as each (day date, "agentId" text, handled bigint, missed bigint, "handleMillis" bigint, "lastLeft" timestamptz)
    group by each.day, each."agentId" order by each.day, each."agentId"
    on conflict (day, agent_id) do update set
      handled = total.handled + excluded.handled, missed = total.missed + excluded.missed,
      handle_millis = total.handle_millis + excluded.handle_millis,
      last_left = greatest(total.last_left, excluded.last_left)
  ), minute as materialized (
    select each.minute, each."queueId" as queue_id, sum(each.offered) as offered, sum(each.answered) as answered,
           sum(each."answeredWithin") as answered_within, sum(each."waitMillis") as wait_millis,
           sum(each.abandoned) as abandoned, sum(each."shortAbandoned") as short_abandoned,
           sum(each.handled) as handled, sum(each."handleMillis") as handle_millis
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint)
    group by each.minute, each."queueId" order by each.minute, each."queueId"
  ), minutes as (
    insert into stats_minutes as total
    select * from minute
    on conflict (minute, queue_id) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis
  ), quarters as (
    insert into stats_quarters as total
    select date_bin('15 minutes', minute, 'epoch'), queue_id, sum(offered), sum(answered), sum(answered_within),
           sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis)
    from minute group by 1, 2 order by 1, 2
    on conflict (quarter, queue_id) do update set
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

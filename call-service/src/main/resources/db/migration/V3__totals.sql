-- How many calls there are of each kind, so that a list's total is a sum of few rows. Kept by triggers, in the
-- transactions that change the calls, whoever changes them: an older version that still runs beside this one, the
-- retention, a bulk load. Each transaction adds to rows of a slot that no other has at the moment, so nobody waits for a
-- counter, and only the sum over the slots means anything.
create table call_totals (
  status   text not null,
  type     text not null,
  queue_id text not null,
  slot     integer not null,
  calls    bigint not null,
  primary key (status, type, queue_id, slot)
) with (fillfactor = 50);

-- The flagged ones among them, by exactly which flags they have.
create table flag_totals (
  flags    text[] not null check (flags <> '{}'),
  status   text not null,
  type     text not null,
  queue_id text not null,
  slot     integer not null,
  calls    bigint not null,
  primary key (flags, status, type, queue_id, slot)
) with (fillfactor = 50);

-- Each agent's ended calls. The live ones are few, and counted when they are asked for.
create table agent_totals (
  agent_id text collate "C" not null,
  flags    text[] not null,
  type     text not null,
  queue_id text not null,
  slot     integer not null,
  calls    bigint not null,
  primary key (agent_id, flags, type, queue_id, slot)
) with (fillfactor = 70);

-- `stats_minutes` in quarters of an hour; every time zone's day is made of these. A long window is a sum of few rows.
create table stats_quarters (
  quarter         timestamptz not null check (extract(epoch from quarter)::bigint % 900 = 0),
  queue_id        text not null references queues,
  slot            integer not null,
  offered         bigint not null,
  answered        bigint not null,
  answered_within bigint not null,
  wait_millis     bigint not null,
  abandoned       bigint not null,
  short_abandoned bigint not null,
  handled         bigint not null,
  handle_millis   bigint not null,
  primary key (quarter, queue_id, slot)
) with (fillfactor = 70);

-- The lowest slot that no other transaction has now; it is this one's until its end. It never waits: with all of them
-- taken, the session's own number is one that nobody else draws.
create function counting_slot() returns integer language plpgsql as $$
begin
  for slot in 0..15 loop
    -- The first number is only there to tell these locks from others'.
    if pg_try_advisory_xact_lock(20261123, slot) then
      return slot;
    end if;
  end loop;
  return 16 + pg_backend_pid();
end
$$;

-- So many calls more (or less) of one kind; `agent_id` of ended calls only.
create type call_change as (status text, type text, queue_id text, flags text[], agent_id text, calls bigint);

create function add_call_changes(changes call_change[]) returns void language plpgsql as $$
declare
  taken integer := counting_slot();
begin
  with change as (
    select * from unnest(changes)
  ), flagged as (
    insert into flag_totals as total (flags, status, type, queue_id, slot, calls)
    select flags, status, type, queue_id, taken, sum(calls) from change where flags <> '{}'
    group by flags, status, type, queue_id having sum(calls) <> 0
    on conflict (flags, status, type, queue_id, slot) do update set calls = total.calls + excluded.calls
  ), ended as (
    insert into agent_totals as total (agent_id, flags, type, queue_id, slot, calls)
    select agent_id, flags, type, queue_id, taken, sum(calls) from change where agent_id is not null
    group by agent_id, flags, type, queue_id having sum(calls) <> 0
    on conflict (agent_id, flags, type, queue_id, slot) do update set calls = total.calls + excluded.calls
  )
  insert into call_totals as total (status, type, queue_id, slot, calls)
  select status, type, queue_id, taken, sum(calls) from change
  group by status, type, queue_id having sum(calls) <> 0
  on conflict (status, type, queue_id, slot) do update set calls = total.calls + excluded.calls;
end
$$;

-- Runs once for each statement that changes calls: each call counts as one less of what it was and one more of what it
-- is. A change that leaves every call of the same kind writes nothing.
create function count_calls() returns trigger language plpgsql as $$
declare
  changes call_change[];
begin
  case tg_op
    when 'INSERT' then
      select array_agg(change) into changes from (
        select status, type, queue_id, flags, case status when 'ended' then agent_id end, count(*)
        from after group by 1, 2, 3, 4, 5) as change;
    when 'DELETE' then
      select array_agg(change) into changes from (
        select status, type, queue_id, flags, case status when 'ended' then agent_id end, -count(*)
        from before group by 1, 2, 3, 4, 5) as change;
    when 'UPDATE' then
      select array_agg(change) into changes from (
        select status, type, queue_id, flags, agent_id, sum(calls)
        from (
          select status, type, queue_id, flags, case status when 'ended' then agent_id end as agent_id, -1 as calls
          from before
          union all
          select status, type, queue_id, flags, case status when 'ended' then agent_id end, 1 from after
        ) as each
        group by 1, 2, 3, 4, 5 having sum(calls) <> 0) as change;
    when 'TRUNCATE' then
      truncate call_totals, flag_totals, agent_totals;
  end case;
  if changes is not null then
    perform add_call_changes(changes);
  end if;
  return null;
end
$$;

-- From here to the commit nobody else changes calls or statistics, so what was there before is counted once.
create trigger calls_inserted after insert on calls
  referencing new table as after for each statement execute function count_calls();
create trigger calls_updated after update on calls
  referencing old table as before new table as after for each statement execute function count_calls();
create trigger calls_deleted after delete on calls
  referencing old table as before for each statement execute function count_calls();
create trigger calls_truncated after truncate on calls for each statement execute function count_calls();

do $$
declare
  changes call_change[];
begin
  select array_agg(change) into changes from (
    select status, type, queue_id, flags, case status when 'ended' then agent_id end, count(*)
    from calls group by 1, 2, 3, 4, 5) as change;
  perform add_call_changes(changes);
end
$$;

-- The same for quarters of an hour, out of the minutes.
create function count_quarters() returns trigger language plpgsql as $$
declare
  changes stats_quarters[];
begin
  case tg_op
    when 'INSERT' then
      select array_agg(change) into changes from (
        select date_bin('15 minutes', minute, 'epoch'), queue_id, 0, sum(offered), sum(answered), sum(answered_within),
               sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis)
        from after group by 1, 2) as change;
    when 'UPDATE' then
      select array_agg(change) into changes from (
        select date_bin('15 minutes', minute, 'epoch'), queue_id, 0, sum(after.offered - before.offered),
               sum(after.answered - before.answered), sum(after.answered_within - before.answered_within),
               sum(after.wait_millis - before.wait_millis), sum(after.abandoned - before.abandoned),
               sum(after.short_abandoned - before.short_abandoned), sum(after.handled - before.handled),
               sum(after.handle_millis - before.handle_millis)
        from after join before using (minute, queue_id, slot) group by 1, 2) as change;
    when 'DELETE' then
      select array_agg(change) into changes from (
        select date_bin('15 minutes', minute, 'epoch'), queue_id, 0, -sum(offered), -sum(answered), -sum(answered_within),
               -sum(wait_millis), -sum(abandoned), -sum(short_abandoned), -sum(handled), -sum(handle_millis)
        from before group by 1, 2) as change;
    when 'TRUNCATE' then
      truncate stats_quarters;
  end case;
  if changes is not null then
    perform add_quarters(changes);
  end if;
  return null;
end
$$;

create function add_quarters(changes stats_quarters[]) returns void language plpgsql as $$
declare
  taken integer := counting_slot();
begin
  insert into stats_quarters as total
  select quarter, queue_id, taken, offered, answered, answered_within, wait_millis, abandoned, short_abandoned, handled,
         handle_millis
  from unnest(changes)
  on conflict (quarter, queue_id, slot) do update set
    offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
    answered_within = total.answered_within + excluded.answered_within,
    wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
    short_abandoned = total.short_abandoned + excluded.short_abandoned,
    handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis;
end
$$;

create trigger minutes_inserted after insert on stats_minutes
  referencing new table as after for each statement execute function count_quarters();
create trigger minutes_updated after update on stats_minutes
  referencing old table as before new table as after for each statement execute function count_quarters();
create trigger minutes_deleted after delete on stats_minutes
  referencing old table as before for each statement execute function count_quarters();
create trigger minutes_truncated after truncate on stats_minutes for each statement execute function count_quarters();

insert into stats_quarters
select date_bin('15 minutes', minute, 'epoch'), queue_id, 0, sum(offered), sum(answered), sum(answered_within),
       sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis)
from stats_minutes group by 1, 2;

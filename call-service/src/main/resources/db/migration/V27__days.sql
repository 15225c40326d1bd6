-- What is counted beside minutes and quarters of an hour: days of the call centre, so that a report of a year reads some
-- thousands of rows instead of millions; when agents rang, talked and held; and visits that came while their queue was not
-- open, which the service level leaves out.
--
-- Whoever posts counts posts them to days, too, from that of the calendar on; the days before are added up from their
-- quarters, the latest first, by whoever runs count_day. Without a calendar, or with that of another zone, they are built
-- anew. Earlier versions may run beside this: they post by the same function and read quarters alone; what they count has
-- no stays, and nothing outside hours.
--
-- As in version 11, nobody is held up for longer than senders notice. Views are locked with their tables: who reads them
-- locks them first.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table count_journal, counted_minutes, journal_minutes, stats_quarters in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

alter table count_journal add column stays json;
alter table stats_minutes add column outside_hours bigint not null default 0;
alter table stats_quarters add column outside_hours bigint not null default 0;

create table stats_days (
  day             date not null,
  queue_id        text not null,
  offered         bigint not null,
  answered        bigint not null,
  answered_within bigint not null,
  wait_millis     bigint not null,
  abandoned       bigint not null,
  short_abandoned bigint not null,
  handled         bigint not null,
  handle_millis   bigint not null,
  transferred     bigint not null,
  overflowed      bigint not null,
  callbacks       bigint not null,
  voicemails      bigint not null,
  failed          bigint not null,
  outside_hours   bigint not null,
  primary key (day, queue_id)
);
create table stats_day_waits (
  day      date not null,
  queue_id text not null,
  bucket   smallint not null,
  calls    bigint not null,
  primary key (day, queue_id, bucket)
);
-- Of all queues, which percentiles are mostly asked of.
create table stats_day_all_waits (
  day    date not null,
  bucket smallint not null,
  calls  bigint not null,
  primary key (day, bucket)
);
create table stats_calendar (
  singleton boolean primary key default true check (singleton),
  zone      text not null,
  since     date not null
);

-- How long an agent rang for a call, talked on it or held it, without a break; zero or one for each moment, agent, call and
-- state. `wrap_up` is how many seconds of after-call work the call left behind.
create table agent_stays (
  agent_id text collate "C" not null,
  until    timestamptz not null,
  call_id  text collate "C" not null,
  state    text not null check (state in ('ringing', 'on_call', 'holding')),
  since    timestamptz not null check (since < until),
  queue_id text collate "C" not null,
  wrap_up  integer not null check (wrap_up >= 0),
  primary key (agent_id, until, call_id, state, since, queue_id, wrap_up)
);
create index agent_stays_by_age on agent_stays using brin (until);

-- Once more, once less: of the same stay the sum counts.
create view journal_stays as
  select stay."agentId" as agent_id, stay.until, stay."callId" as call_id, stay.state, stay.since,
         stay."queueId" as queue_id, stay."wrapUp" as wrap_up, stay.times
  from count_journal cross join lateral json_to_recordset(count_journal.stays)
    as stay ("agentId" text, until timestamptz, "callId" text, state text, since timestamptz, "queueId" text,
             "wrapUp" integer, times bigint);

create or replace view journal_minutes as
  select change.minute, change."queueId" as queue_id, change.offered, change.answered,
         change."answeredWithin" as answered_within, change."waitMillis" as wait_millis, change.abandoned,
         change."shortAbandoned" as short_abandoned, change.handled, change."handleMillis" as handle_millis,
         coalesce(change.transferred, 0) as transferred, coalesce(change.overflowed, 0) as overflowed,
         coalesce(change.callbacks, 0) as callbacks, coalesce(change.voicemails, 0) as voicemails,
         coalesce(change.failed, 0) as failed, coalesce(change."outsideHours", 0) as outside_hours
  from count_journal cross join lateral json_to_recordset(count_journal.minutes)
    as change (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint,
               transferred bigint, overflowed bigint, callbacks bigint, voicemails bigint, failed bigint,
               "outsideHours" bigint);

create or replace view counted_minutes as
  select minute, queue_id, offered, answered, answered_within, wait_millis, abandoned, short_abandoned, handled,
         handle_millis, transferred, overflowed, callbacks, voicemails, failed, outside_hours
  from stats_minutes
  union all select * from journal_minutes;

-- Adds up the latest day that is not kept yet, in the zone whose days are wanted. False when there is none, or counts are
-- being posted at the moment.
create function count_day(wanted text) returns boolean language plpgsql as $$
declare
  calendar stats_calendar;
  wanted_day date;
begin
  if not pg_try_advisory_xact_lock(20261123, 64) then
    return false;
  end if;
  select * into calendar from stats_calendar;
  if calendar.zone is distinct from wanted then
    delete from stats_days;
    delete from stats_day_waits;
    delete from stats_day_all_waits;
    delete from stats_calendar;
    insert into stats_calendar (zone, since) values (wanted, (now() at time zone wanted)::date + 2);
    return true;
  end if;
  select (max(quarter) at time zone wanted)::date into wanted_day
  from stats_quarters where quarter < calendar.since::timestamp at time zone wanted;
  if wanted_day is null then
    return false;
  end if;
  insert into stats_days
  select wanted_day, queue_id, sum(offered), sum(answered), sum(answered_within), sum(wait_millis), sum(abandoned),
         sum(short_abandoned), sum(handled), sum(handle_millis), sum(transferred), sum(overflowed), sum(callbacks),
         sum(voicemails), sum(failed), sum(outside_hours)
  from stats_quarters
  where quarter >= wanted_day::timestamp at time zone wanted
    and quarter < (wanted_day + 1)::timestamp at time zone wanted
  group by queue_id;
  insert into stats_day_waits
  select wanted_day, queue_id, bucket, sum(calls)
  from stats_waits
  where quarter >= wanted_day::timestamp at time zone wanted
    and quarter < (wanted_day + 1)::timestamp at time zone wanted
  group by queue_id, bucket;
  insert into stats_day_all_waits
  select day, bucket, sum(calls) from stats_day_waits where day = wanted_day group by day, bucket;
  update stats_calendar set since = wanted_day;
  return true;
end
$$;

create or replace function post_counts(most integer) returns integer language plpgsql as $$
declare
  posted integer;
  calendar stats_calendar;
begin
  if not pg_try_advisory_xact_lock(20261123, 64) then
    return 0;
  end if;
  select * into calendar from stats_calendar;
  with gone as (
    delete from count_journal where id in (select id from count_journal order by id limit most)
    returning calls, minutes, days, stays
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
           coalesce(sum(each.failed), 0) as failed, coalesce(sum(each."outsideHours"), 0) as outside_hours
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, offered bigint, answered bigint, "answeredWithin" bigint,
               "waitMillis" bigint, abandoned bigint, "shortAbandoned" bigint, handled bigint, "handleMillis" bigint,
               transferred bigint, overflowed bigint, callbacks bigint, voicemails bigint, failed bigint,
               "outsideHours" bigint)
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
      failed = total.failed + excluded.failed, outside_hours = total.outside_hours + excluded.outside_hours
  ), quarters as (
    insert into stats_quarters as total
    select date_bin('15 minutes', minute, 'epoch'), queue_id, sum(offered), sum(answered), sum(answered_within),
           sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis), sum(transferred),
           sum(overflowed), sum(callbacks), sum(voicemails), sum(failed), sum(outside_hours)
    from minute group by 1, 2 order by 1, 2
    on conflict (quarter, queue_id) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis,
      transferred = total.transferred + excluded.transferred, overflowed = total.overflowed + excluded.overflowed,
      callbacks = total.callbacks + excluded.callbacks, voicemails = total.voicemails + excluded.voicemails,
      failed = total.failed + excluded.failed, outside_hours = total.outside_hours + excluded.outside_hours
  ), days as (
    insert into stats_days as total
    select (minute at time zone calendar.zone)::date, queue_id, sum(offered), sum(answered), sum(answered_within),
           sum(wait_millis), sum(abandoned), sum(short_abandoned), sum(handled), sum(handle_millis), sum(transferred),
           sum(overflowed), sum(callbacks), sum(voicemails), sum(failed), sum(outside_hours)
    from minute where (minute at time zone calendar.zone)::date >= calendar.since group by 1, 2 order by 1, 2
    on conflict (day, queue_id) do update set
      offered = total.offered + excluded.offered, answered = total.answered + excluded.answered,
      answered_within = total.answered_within + excluded.answered_within,
      wait_millis = total.wait_millis + excluded.wait_millis, abandoned = total.abandoned + excluded.abandoned,
      short_abandoned = total.short_abandoned + excluded.short_abandoned,
      handled = total.handled + excluded.handled, handle_millis = total.handle_millis + excluded.handle_millis,
      transferred = total.transferred + excluded.transferred, overflowed = total.overflowed + excluded.overflowed,
      callbacks = total.callbacks + excluded.callbacks, voicemails = total.voicemails + excluded.voicemails,
      failed = total.failed + excluded.failed, outside_hours = total.outside_hours + excluded.outside_hours
  ), wait as materialized (
    select each.minute, each."queueId" as queue_id, wait.key::smallint as bucket, sum(wait.value::bigint) as calls
    from gone cross join lateral json_to_recordset(gone.minutes)
      as each (minute timestamptz, "queueId" text, waits json)
    cross join lateral json_each_text(each.waits) as wait
    group by 1, 2, 3
  ), waits as (
    insert into stats_waits as total
    select date_bin('15 minutes', minute, 'epoch'), queue_id, bucket, sum(calls) from wait
    group by 1, 2, 3 having sum(calls) <> 0 order by 1, 2, 3
    on conflict (quarter, queue_id, bucket) do update set calls = total.calls + excluded.calls
  ), day_waits as (
    insert into stats_day_waits as total
    select (minute at time zone calendar.zone)::date, queue_id, bucket, sum(calls) from wait
    where (minute at time zone calendar.zone)::date >= calendar.since
    group by 1, 2, 3 having sum(calls) <> 0 order by 1, 2, 3
    on conflict (day, queue_id, bucket) do update set calls = total.calls + excluded.calls
  ), day_all_waits as (
    insert into stats_day_all_waits as total
    select (minute at time zone calendar.zone)::date, bucket, sum(calls) from wait
    where (minute at time zone calendar.zone)::date >= calendar.since
    group by 1, 2 having sum(calls) <> 0 order by 1, 2
    on conflict (day, bucket) do update set calls = total.calls + excluded.calls
  ), stay as materialized (
    select each."agentId" as agent_id, each.until, each."callId" as call_id, each.state, each.since,
           each."queueId" as queue_id, each."wrapUp" as wrap_up, sum(each.times) as times
    from gone cross join lateral json_to_recordset(gone.stays)
      as each ("agentId" text, until timestamptz, "callId" text, state text, since timestamptz, "queueId" text,
               "wrapUp" integer, times bigint)
    group by 1, 2, 3, 4, 5, 6, 7
  ), belied as (
    delete from agent_stays using stay
    where agent_stays.agent_id = stay.agent_id and agent_stays.until = stay.until and agent_stays.call_id = stay.call_id
      and agent_stays.state = stay.state and agent_stays.since = stay.since
      and agent_stays.queue_id = stay.queue_id and agent_stays.wrap_up = stay.wrap_up and stay.times < 0
  ), stays as (
    insert into agent_stays (agent_id, until, call_id, state, since, queue_id, wrap_up)
    select agent_id, until, call_id, state, since, queue_id, wrap_up from stay where times > 0
    order by agent_id, until, call_id, state, since, queue_id, wrap_up
    on conflict do nothing
  )
  select count(*) into posted from gone;
  return posted;
end
$$;

-- What calls came to for their agents, and which answers counted for the service level: for lists of exactly the calls that
-- numbers count, and for what agents did in less than a day. Lists are in order of the calls' starts, which stand here, too,
-- so that only the calls of a page are looked up. Calls of before have neither.
--
-- Replicas of 1.0.0 may run beside this: they count the same and keep none of it.
--
-- contracts: no release has written queue_transfers or missed_calls. The first is made anew, the second has a successor.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table calls, queue_transfers, missed_calls in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

alter table calls
  add column answered_within boolean,
  add column visit_answered_within boolean;

create temporary table known on commit drop as
  select queue_transfers.*, start_time from queue_transfers join calls on id = call_id;
drop table queue_transfers, missed_calls;

create table queue_transfers (
  call_id         text collate "C" not null references calls on delete cascade,
  queue_id        text collate "C" not null,
  entered_at      timestamptz not null,
  answered        boolean not null,
  answered_within boolean not null check (answered or not answered_within),
  to_queue_id     text collate "C" not null check (to_queue_id <> queue_id),
  left_at         timestamptz not null,
  started_at      timestamptz not null,
  times           integer not null check (times > 0),
  primary key (call_id, left_at, queue_id, entered_at, answered, answered_within, to_queue_id)
);
insert into queue_transfers
select call_id, queue_id, entered_at, answered, false, to_queue_id, left_at, start_time, times from known;
create index queue_transfers_by_queue
  on queue_transfers (queue_id, entered_at) include (started_at, call_id, answered, answered_within);
create index queue_transfers_by_next_queue on queue_transfers (to_queue_id, left_at) include (started_at, call_id);
create index queue_transfers_by_queue_and_start
  on queue_transfers (queue_id, started_at desc, call_id desc) include (entered_at, answered, answered_within);
create index queue_transfers_by_next_queue_and_start
  on queue_transfers (to_queue_id, started_at desc, call_id desc) include (left_at);

-- A call that the agent had answered and that left them then, how long after their answer; or a ring that ended then, missed
-- or with the caller's giving up.
create table agent_work (
  agent_id      text collate "C" not null,
  at            timestamptz not null,
  call_id       text collate "C" not null references calls on delete cascade,
  outcome       text not null check (outcome in ('handled', 'missed', 'hung_up')),
  handle_millis bigint not null check (handle_millis >= 0 and (handle_millis = 0 or outcome = 'handled')),
  started_at    timestamptz not null check (started_at <= at),
  times         integer not null check (times > 0),
  primary key (agent_id, at, call_id, outcome, handle_millis) include (started_at, times)
);
create index agent_work_by_call on agent_work (call_id);

-- Who is in which team: as their latest sign-in says.
create view agent_teams as
  select id as agent_id, (
    select team from agent_events where agent_id = agents.id and type = 'agent_signed_in'
    order by happened_at desc, name collate "C" desc nulls last, team collate "C" desc nulls last limit 1
  ) as team
  from agents;

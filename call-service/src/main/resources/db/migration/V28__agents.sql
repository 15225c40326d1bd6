-- What senders tell of agents, and how long after-call work takes in a queue.
--
-- Earlier versions may run beside this: they know of no agents but those of calls.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table queues, queue_versions in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

alter table queues add column wrap_up integer not null default 0 check (wrap_up between 0 and 3600);
alter table queue_versions add column wrap_up integer not null default 0;

-- Who was ever told of; a row is the lock of what is told of one.
create table agents (
  id text collate "C" primary key
);

create table agent_events (
  id          bigint generated always as identity primary key,
  agent_id    text collate "C" not null references agents,
  type        text not null check (type in ('agent_signed_in', 'agent_state_changed', 'agent_signed_out')),
  happened_at timestamptz not null,
  received_at timestamptz not null,
  occurred_at timestamptz,
  event_id    text collate "C",
  name        text,
  team        text,
  queues      json,
  state       text check (state in ('available', 'unavailable', 'after_call')),
  reason      text,
  sender      text,
  unique (agent_id, event_id),
  check ((state is not null) = (type = 'agent_state_changed')),
  check (type = 'agent_signed_in' or (name is null and team is null and queues is null))
);
create index agent_events_by_time on agent_events (agent_id, happened_at);
create index agent_events_by_occurrence on agent_events (agent_id, occurred_at);
create index agent_events_by_age on agent_events (happened_at);

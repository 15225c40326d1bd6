-- A live call's row is written anew with each of its events, into every index that it is in. Lists are read along indexes
-- of ended calls, which are written once; the live calls are few, and have one index of their own in the usual order.
create index concurrently if not exists calls_ended_newest
  on calls (start_time desc, id desc) where status = 'ended';
create index concurrently if not exists calls_ended_by_type
  on calls (type, start_time desc, id desc) where status = 'ended';
create index concurrently if not exists calls_ended_by_queue
  on calls (queue_id, type, start_time desc, id desc) where status = 'ended';
create index concurrently if not exists calls_ended_by_agent
  on calls (agent_id, start_time desc, id desc) where status = 'ended' and agent_id is not null;
create index concurrently if not exists calls_live_newest
  on calls (start_time desc, id desc) where status <> 'ended';

create index concurrently if not exists calls_ended_wait_sla_exceeded
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{wait_sla_exceeded}';
create index concurrently if not exists calls_ended_rerouted
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{rerouted}';
create index concurrently if not exists calls_ended_hold_limit_exceeded
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{hold_limit_exceeded}';
create index concurrently if not exists calls_ended_short_call
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{short_call}';
create index concurrently if not exists calls_ended_short_abandon
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{short_abandon}';
create index concurrently if not exists calls_ended_reroute_required
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{reroute_required}';
create index concurrently if not exists calls_ended_stale
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{stale_call}';

drop index concurrently if exists calls_newest;
drop index concurrently if exists calls_by_status_and_type;
drop index concurrently if exists calls_by_queue_and_status;
drop index concurrently if exists calls_by_agent;
drop index concurrently if exists calls_live;
drop index concurrently if exists calls_wait_sla_exceeded;
drop index concurrently if exists calls_rerouted;
drop index concurrently if exists calls_hold_limit_exceeded;
drop index concurrently if exists calls_short_call;
drop index concurrently if exists calls_short_abandon;
drop index concurrently if exists calls_reroute_required;
drop index concurrently if exists calls_stale;

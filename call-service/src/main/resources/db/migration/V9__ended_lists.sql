-- A live call's row is written anew with each of its events, into every index that it is in. Lists are read along indexes
-- of ended calls, which are written once; the live calls are few, and have one index of their own in the usual order.
-- Each is dropped first: one whose building was broken off is there, and of no use.
drop index concurrently if exists calls_ended_newest;
create index concurrently calls_ended_newest
  on calls (start_time desc, id desc) where status = 'ended';
drop index concurrently if exists calls_ended_by_type;
create index concurrently calls_ended_by_type
  on calls (type, start_time desc, id desc) where status = 'ended';
drop index concurrently if exists calls_ended_by_queue;
create index concurrently calls_ended_by_queue
  on calls (queue_id, type, start_time desc, id desc) where status = 'ended';
drop index concurrently if exists calls_ended_by_agent;
create index concurrently calls_ended_by_agent
  on calls (agent_id, start_time desc, id desc) where status = 'ended' and agent_id is not null;
drop index concurrently if exists calls_live_newest;
create index concurrently calls_live_newest
  on calls (start_time desc, id desc) where status <> 'ended';

drop index concurrently if exists calls_ended_wait_sla_exceeded;
create index concurrently calls_ended_wait_sla_exceeded
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{wait_sla_exceeded}';
drop index concurrently if exists calls_ended_rerouted;
create index concurrently calls_ended_rerouted
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{rerouted}';
drop index concurrently if exists calls_ended_hold_limit_exceeded;
create index concurrently calls_ended_hold_limit_exceeded
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{hold_limit_exceeded}';
drop index concurrently if exists calls_ended_short_call;
create index concurrently calls_ended_short_call
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{short_call}';
drop index concurrently if exists calls_ended_short_abandon;
create index concurrently calls_ended_short_abandon
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{short_abandon}';
drop index concurrently if exists calls_ended_reroute_required;
create index concurrently calls_ended_reroute_required
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{reroute_required}';
drop index concurrently if exists calls_ended_stale;
create index concurrently calls_ended_stale
  on calls (start_time desc, id desc) where status = 'ended' and flags @> '{stale_call}';

-- A version before this one reads lists without these, slowly, for as long as it runs beside it; what it writes is not
-- affected, and gets cheaper.
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

-- One index for each order that a list is read in, and for each filter in that order, so that a page is read from where it
-- begins and nothing is skipped. Each of them is built while calls go on being written.
create index concurrently if not exists calls_by_status_and_type
  on calls (status, type, start_time desc, id desc);
create index concurrently if not exists calls_by_queue_and_status
  on calls (queue_id, status, type, start_time desc, id desc);

-- Live calls by agent: who has what, and how many each has.
create index concurrently if not exists calls_live_by_agent
  on calls (agent_id) where status <> 'ended' and agent_id is not null;

-- Flags are few, so each has its own order by time.
create index concurrently if not exists calls_wait_sla_exceeded
  on calls (start_time desc, id desc) where flags @> '{wait_sla_exceeded}';
create index concurrently if not exists calls_rerouted
  on calls (start_time desc, id desc) where flags @> '{rerouted}';
create index concurrently if not exists calls_hold_limit_exceeded
  on calls (start_time desc, id desc) where flags @> '{hold_limit_exceeded}';
create index concurrently if not exists calls_short_call
  on calls (start_time desc, id desc) where flags @> '{short_call}';
create index concurrently if not exists calls_short_abandon
  on calls (start_time desc, id desc) where flags @> '{short_abandon}';
create index concurrently if not exists calls_reroute_required
  on calls (start_time desc, id desc) where flags @> '{reroute_required}';
create index concurrently if not exists calls_stale
  on calls (start_time desc, id desc) where flags @> '{stale_call}';

-- Other orders than by time. Only ended calls are in them, each written once; the live ones are few and sorted when read.
create index concurrently if not exists calls_by_wait
  on calls (coalesce(wait_time, -1), id) where status = 'ended';
create index concurrently if not exists calls_by_duration
  on calls (coalesce(extract(epoch from end_time - start_time)::double precision, -1), id) where status = 'ended';

drop index concurrently if exists calls_by_status;
drop index concurrently if exists calls_by_queue;
drop index concurrently if exists calls_flagged;

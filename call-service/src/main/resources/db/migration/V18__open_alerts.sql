-- Counted by every dashboard, so from the index alone. `alerts_open` is for earlier versions, until the next contraction.
create index concurrently if not exists alerts_current on alerts (at desc, id desc) include (level, queue_id)
  where acknowledged_at is null and cleared_at is null;
-- What a sweep looks for among the few that are not over.
create index concurrently if not exists alerts_uncleared on alerts (call_id) where cleared_at is null;

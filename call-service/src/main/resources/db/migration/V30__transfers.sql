-- Which calls left a queue for another, each with the visit that ended so, for lists: a call that never did is found by its
-- own row. Replicas of earlier versions count such visits and don't keep them.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      create table queue_transfers (
        call_id     text collate "C" not null references calls on delete cascade,
        queue_id    text collate "C" not null,
        entered_at  timestamptz not null,
        answered    boolean not null,
        to_queue_id text collate "C" not null check (to_queue_id <> queue_id),
        left_at     timestamptz not null,
        times       integer not null check (times > 0),
        primary key (call_id, left_at, queue_id, entered_at, answered, to_queue_id)
      );
      create index queue_transfers_by_queue on queue_transfers (queue_id, entered_at, call_id) include (answered);
      create index queue_transfers_by_next_queue on queue_transfers (to_queue_id, left_at, call_id);
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

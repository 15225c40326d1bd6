-- Which version of its queue a call came under with an event that names one. What comes late decides the whole call anew,
-- and by these each visit keeps to the limits that it had: what was counted by others could not be taken back.
--
-- Replicas of earlier versions may run beside this and write none.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table call_events add column queue_version integer;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

-- An event of an earlier version came under what the queue had when it was received.
create view versioned_events as
  select call_events.*, case when type in ('call_initiated', 'call_retransfer') then coalesce(
    queue_version,
    (select max(queue_versions.version) from queue_versions
     where queue_versions.queue_id = metadata ->> 'queueId' and changed_at <= received_at),
    1) end as version
  from call_events;

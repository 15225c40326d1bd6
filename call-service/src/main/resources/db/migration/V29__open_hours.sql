-- When a queue is open.
--
-- Earlier versions may run beside this: for them it always is.
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

-- As it is on the wire, with its zone; none is always open.
alter table queues add column open_hours jsonb;
alter table queue_versions add column open_hours jsonb;

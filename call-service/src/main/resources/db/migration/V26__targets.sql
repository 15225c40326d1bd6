-- What a queue aims at: so many percent of its callers answered within so many seconds; the wait limit where no seconds are
-- given.
--
-- Earlier versions may run beside this: they change neither, and count answers within the wait limit.
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

alter table queues
  add column target_percent integer not null default 80 check (target_percent between 1 and 100),
  add column target_seconds integer check (target_seconds between 1 and 86400);
alter table queue_versions
  add column target_percent integer not null default 80,
  add column target_seconds integer;

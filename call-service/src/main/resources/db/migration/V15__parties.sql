-- Who is on the line, as far as a call's beginning told: {"from", "to", "direction", "callerName", "attributes"}; and what
-- of it a queue keeps.
--
-- Earlier versions may run beside this: they write none of it, and what they have written is read without it.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table calls, queues, queue_versions in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

alter table calls add column parties jsonb;
alter table queues
  add column numbers text not null default 'keep' check (numbers in ('keep', 'mask', 'drop'));
alter table queue_versions
  add column numbers text not null default 'keep';

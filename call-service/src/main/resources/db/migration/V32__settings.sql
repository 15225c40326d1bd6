-- Who changed which setting, when a key ends, and what opens for who is rung for a queue.
--
-- Earlier versions may run beside this: what is changed by them is not kept, a key's end comes to them when a later one
-- has revoked it, and queues have nothing to open.

-- What is kept of a change has neither a secret nor a caller in it. Of a caller who was erased not even a name.
create table changes (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  changed_by text not null,
  kind       text not null check (kind in
    ('queue', 'key', 'connection', 'import', 'caller', 'undelivered', 'webhook', 'rule', 'channel')),
  name       text check ((name is null) = (kind = 'caller')),
  before     json,
  after      json,
  check (before is not null or after is not null)
);
create index changes_by_time on changes (at, id);

-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      lock table queues, queue_versions, api_keys in access exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

alter table queues add column pop_url text;
alter table queue_versions add column pop_url text;
alter table api_keys add column expires_at timestamptz;

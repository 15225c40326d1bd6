-- Who is told of calls and alerts by webhooks, what is still to be sent to them, and how sending went.
--
-- Earlier versions may run beside this: what one of them publishes, nobody is told of by a webhook.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      -- Whether webhooks have it already.
      alter table outbox add column told boolean not null default false;
      exit;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

-- Without types it is told of all of them, without queues of all. Secrets are encrypted, with a key that is not in the
-- database. How it is doing is written by the replica that sends to it.
create table webhooks (
  name             text primary key,
  url              text not null,
  enabled          boolean not null,
  types            text[] not null,
  queue_ids        text[] not null,
  description      text,
  secret           bytea not null,
  old_secret       bytea,
  old_secret_until timestamptz,
  version          integer not null default 1,
  changed_by       text not null,
  changed_at       timestamptz not null,
  failing_since    timestamptz,
  reason           text,
  delivered_at     timestamptz,
  -- So much waits for it that nothing more is kept.
  is_full          boolean not null default false,
  dropped          bigint not null default 0,
  check ((old_secret is null) = (old_secret_until is null))
);

-- What a webhook's endpoint has not taken. Messages of one lane go out one after the other, in order of id: those of a
-- call, and of what is no call's, those of a queue.
create table webhook_messages (
  id         bigint generated always as identity primary key,
  webhook    text not null references webhooks (name) on delete cascade,
  message_id uuid not null unique default gen_random_uuid(),
  type       text not null,
  call_id    text collate "C",
  lane       text collate "C" not null,
  payload    text not null,
  stored_at  timestamptz not null default now(),
  state      text not null default 'waiting' check (state in ('waiting', 'failed')),
  attempts   integer not null default 0,
  tried_at   timestamptz,
  due_at     timestamptz,
  reason     text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index webhook_messages_by_state on webhook_messages (webhook, state, id);
create index webhook_messages_by_lane on webhook_messages (lane, webhook, id);

create table webhook_attempts (
  id         bigint generated always as identity primary key,
  webhook    text not null references webhooks (name) on delete cascade,
  message_id uuid not null,
  type       text not null,
  call_id    text collate "C",
  at         timestamptz not null,
  micros     bigint not null,
  ok         boolean not null,
  status     integer,
  reason     text,
  answer     text not null
);

create index webhook_attempts_newest on webhook_attempts (webhook, id desc);

-- Breaches and warnings, kept in the transaction that notices them, and who took notice of them first.
create table alerts (
  id              text collate "C" primary key check (id ~ '^[A-Za-z0-9._:@=+~-]{1,200}$'),
  level           text not null check (level in ('warning', 'breach')),
  rule            text not null check (rule in ('wait_sla_exceeded', 'rerouted', 'hold_limit_exceeded', 'short_call',
                    'short_abandon', 'reroute_required', 'stale_call')),
  call_id         text collate "C" not null references calls on delete cascade,
  queue_id        text not null,
  agent_id        text collate "C",
  at              timestamptz not null,
  since           timestamptz not null,
  limit_seconds   bigint not null,
  message         text not null,
  acknowledged_by text check (length(acknowledged_by) between 1 and 64),
  acknowledged_at timestamptz,
  check ((acknowledged_by is null) = (acknowledged_at is null))
);

create index alerts_newest on alerts (at desc, id desc);
-- Counted by every dashboard, so from the index alone.
create index alerts_open on alerts (at desc, id desc) include (level, queue_id) where acknowledged_at is null;
create index alerts_by_call on alerts (call_id);

alter table outbox
  drop constraint outbox_channel_check,
  add constraint outbox_channel_check
    check (channel in ('call-status-updates', 'call-alerts', 'call-alerts-acknowledged')) not valid;
alter table outbox validate constraint outbox_channel_check;

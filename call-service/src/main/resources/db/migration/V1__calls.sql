-- Queues as they are now; limits in seconds. A retired queue takes no new calls.
create table queues (
  id               text primary key check (length(id) between 1 and 128),
  display_name     text not null,
  version          integer not null default 1 check (version > 0),
  wait_limit       integer not null default 30 check (wait_limit > 0),
  routing_limit    integer not null default 15 check (routing_limit > 0),
  hold_limit       integer not null default 60 check (hold_limit > 0),
  short_call_limit integer not null default 10 check (short_call_limit > 0),
  retired_at       timestamptz
);

-- Every version that a queue has had, and whose change it was. A call keeps to the version it began under.
create table queue_versions (
  queue_id         text not null references queues,
  version          integer not null,
  display_name     text not null,
  wait_limit       integer not null,
  routing_limit    integer not null,
  hold_limit       integer not null,
  short_call_limit integer not null,
  retired          boolean not null default false,
  changed_by       text not null,
  changed_at       timestamptz not null default now(),
  primary key (queue_id, version)
);

insert into queues (id, display_name) values
  ('medical_spanish', 'Medical Spanish'),
  ('medical_english', 'Medical English'),
  ('legal_spanish', 'Legal Spanish'),
  ('legal_english', 'Legal English');

insert into queue_versions
  select id, version, display_name, wait_limit, routing_limit, hold_limit, short_call_limit, false, 'callboard'
  from queues;

-- A call as it stands after its latest event, whose place in the history is `sequence`.
-- The *_entered columns are the sequences at which it last came to that status (0: never). `next_due` is when something
-- has to be noticed about it; the sweep looks for nothing else.
create table calls (
  id              text collate "C" primary key check (id ~ '^[A-Za-z0-9._:@=+~-]{1,128}$'),
  type            text not null check (type in ('voice', 'video')),
  status          text not null check (status in ('waiting', 'active', 'on_hold', 'ended')),
  queue_id        text not null,
  queue_version   integer not null,
  agent_id        text collate "C",
  start_time      timestamptz not null,
  end_time        timestamptz,
  status_since    timestamptz not null,
  answered_at     timestamptz,
  wait_time       double precision check (wait_time >= 0 and wait_time < 'infinity'),
  talk_time       double precision not null check (talk_time >= 0 and talk_time < 'infinity'),
  hold_time       double precision not null check (hold_time >= 0 and hold_time < 'infinity'),
  end_reason      text check (end_reason in ('completed', 'abandoned', 'failed')),
  flags           text[] not null check (flags <@ array['wait_sla_exceeded', 'rerouted', 'hold_limit_exceeded',
                    'short_call', 'short_abandon', 'reroute_required', 'stale_call']),
  sequence        integer not null check (sequence > 0),
  waiting_entered integer not null,
  active_entered  integer not null,
  held_entered    integer not null,
  ringing_since   timestamptz,
  agent_since     timestamptz,
  alarm           text not null check (alarm in ('none', 'warned', 'broken')),
  last_heard      timestamptz not null,
  next_due        timestamptz,
  foreign key (queue_id, queue_version) references queue_versions,
  check ((status = 'ended') = (end_time is not null)),
  check ((status = 'ended') = (end_reason is not null)),
  check (end_time >= start_time),
  check ((status = 'ended') = (next_due is null)),
  check (status not in ('active', 'on_hold') or answered_at is not null),
  check (greatest(waiting_entered, active_entered, held_entered) <= sequence)
) with (fillfactor = 85);

create index calls_newest on calls (start_time desc, id desc);
create index calls_by_status on calls (status, start_time desc, id desc);
create index calls_by_queue on calls (queue_id, start_time desc, id desc);
create index calls_by_agent on calls (agent_id, start_time desc, id desc) where agent_id is not null;
create index calls_flagged on calls using gin (flags) where flags <> '{}';
create index calls_due on calls (next_due) where next_due is not null;
create index calls_live on calls (queue_id, status, status_since) where status <> 'ended';
create index calls_ended on calls (end_time) where end_time is not null;

-- A call's history. The primary key makes each sequence unique; that there are no gaps follows from drawing the
-- sequence under the call's row lock. `id` is a UUIDv7 and needs no index: nothing is looked up by it.
create table call_events (
  call_id     text collate "C" not null references calls on delete cascade,
  sequence    integer not null check (sequence > 0),
  id          uuid not null,
  type        text not null check (type in ('call_initiated', 'call_routed', 'call_answered', 'call_hold',
                'call_resumed', 'call_retransfer', 'call_ended', 'call_flagged')),
  happened_at timestamptz not null,
  received_at timestamptz not null,
  occurred_at timestamptz,
  event_id    text check (length(event_id) between 1 and 128),
  metadata    json not null,
  primary key (call_id, sequence),
  check ((type = 'call_initiated') = (sequence = 1))
);

create unique index call_events_by_event_id on call_events (call_id, event_id) where event_id is not null;

-- What is still to be published, oldest first. Rows of one call are inserted under its row lock, so their ids are in
-- the order of its sequence.
create table outbox (
  id       bigint generated always as identity primary key,
  channel  text not null check (channel in ('call-status-updates', 'call-alerts')),
  call_id  text collate "C" not null,
  sequence integer not null,
  payload  text not null,
  refusals integer not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Which replica's relay publishes now. One row, one holder; when it falls silent another takes over.
create table outbox_lease (
  only_row boolean primary key default true check (only_row),
  holder   text not null,
  until    timestamptz not null
);

-- What Redis refused again and again while it took everything else. Kept until ops send it again or drop it.
create table undelivered (
  id       bigint primary key,
  channel  text not null,
  call_id  text collate "C" not null,
  sequence integer not null,
  payload  text not null,
  reason   text not null,
  since    timestamptz not null default now()
);

-- Events that came too early and whose senders said they need not wait. `tried_sequence` is how far the call was when the
-- event was last tried: only a call that has moved since is worth another try.
create table parked (
  id             uuid primary key,
  call_id        text collate "C" not null,
  repeat_key     text not null,
  type           text not null,
  event          json not null,
  event_id       text,
  happened_at    timestamptz not null,
  received_at    timestamptz not null,
  traceparent    text,
  until          timestamptz not null,
  tried_sequence integer not null default 0,
  state          text not null default 'waiting' check (state in ('waiting', 'applied', 'rejected')),
  reason         text,
  resolved_at    timestamptz,
  unique (call_id, repeat_key),
  check ((state = 'waiting') = (resolved_at is null))
);

create index parked_waiting on parked (until) where state = 'waiting';
create index parked_resolved on parked (resolved_at) where state <> 'waiting';

-- What became of the calls that began in one minute, in the queue that they are offered in; docs/statistics.md says how
-- each is counted. Kept in the transactions that store the events. Each writer adds to rows of its own slot, so only
-- the sum over the slots means anything: a slot's `offered` may be negative where a call moved to another queue.
create table stats_minutes (
  minute          timestamptz not null check (extract(epoch from minute)::bigint % 60 = 0),
  queue_id        text not null references queues,
  slot            integer not null,
  offered         bigint not null,
  answered        bigint not null check (answered >= 0),
  answered_within bigint not null check (answered_within between 0 and answered),
  wait_millis     bigint not null check (wait_millis >= 0),
  abandoned       bigint not null check (abandoned >= 0),
  short_abandoned bigint not null check (short_abandoned between 0 and abandoned),
  handled         bigint not null check (handled >= 0),
  handle_millis   bigint not null check (handle_millis >= 0),
  primary key (minute, queue_id, slot)
) with (fillfactor = 70);

-- What calls that left an agent on one day add up to; slots as above.
create table agent_days (
  day           date not null,
  agent_id      text collate "C" not null,
  slot          integer not null,
  handled       bigint not null check (handled >= 0),
  missed        bigint not null check (missed >= 0),
  handle_millis bigint not null check (handle_millis >= 0),
  last_left     timestamptz not null,
  primary key (day, agent_id, slot)
) with (fillfactor = 70);

create sequence stats_slots minvalue 0 maxvalue 63 cycle;

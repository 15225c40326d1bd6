-- Sources that Callboard itself understands, as an operator set them up. Secrets are encrypted, with a key that is not
-- in the database.
create table connections (
  name       text primary key,
  settings   jsonb not null,
  secrets    bytea,
  version    integer not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- How each is doing; whichever replica holds it writes here, and all can show it.
create table connection_states (
  connection      text primary key references connections (name) on delete cascade,
  status          text not null,
  since           timestamptz not null,
  reason          text,
  last_message_at timestamptz,
  last_event_at   timestamptz,
  messages        bigint not null default 0,
  taken           bigint not null default 0,
  ignored         bigint not null default 0,
  unknown         bigint not null default 0,
  refused         bigint not null default 0
);

-- The last messages of each that were not simply taken.
create table connection_messages (
  id         bigint generated always as identity primary key,
  connection text not null references connections (name) on delete cascade,
  heard_at   timestamptz not null,
  outcome    text not null,
  message    text not null,
  reasons    text[] not null
);

create index connection_messages_newest on connection_messages (connection, id desc);

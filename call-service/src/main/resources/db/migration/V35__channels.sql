-- Where alerts are told. Secrets are encrypted, with a key that is not in the database.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      create table channels (
        name       text primary key,
        settings   jsonb not null,
        secrets    bytea,
        version    integer not null,
        changed_by text not null,
        changed_at timestamptz not null,
        -- Alerts that were kept before are not told.
        since      timestamptz not null default clock_timestamp(),
        told_at    timestamptz,
        failures   integer not null default 0,
        reason     text,
        next_at    timestamptz
      );

      -- What was sent, or tried.
      create table channel_messages (
        id       bigint generated always as identity primary key,
        channel  text not null references channels (name) on delete cascade,
        sent_at  timestamptz not null,
        raised   integer not null,
        cleared  integer not null,
        reason   text,
        -- Who knows the token may acknowledge what the message told.
        token    bytea
      );
      create index channel_messages_newest on channel_messages (channel, id desc);
      create unique index channel_messages_by_token on channel_messages (token);

      -- Which alert was told by which message; "over" once it was told that it is.
      create table channel_notices (
        channel  text not null references channels (name) on delete cascade,
        alert_id text collate "C" not null references alerts (id) on delete cascade,
        message  bigint not null,
        over     boolean not null default false,
        primary key (channel, alert_id)
      );
      create index channel_notices_by_alert on channel_notices (alert_id);
      create index channel_notices_by_message on channel_notices (message);
      create index channel_notices_open on channel_notices (channel) where not over;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

-- API keys that operators made. Of a key only its SHA-256 is kept; what it signs with has to be known to check signatures.
-- Two of one name and role may be alive, so that one can take over from the other while senders change.
create table api_keys (
  id                uuid primary key,
  name              text not null check (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  role              text not null check (role in ('ingest', 'admin', 'read')),
  secret_hash       bytea not null unique check (length(secret_hash) = 32),
  signing_secret    bytea check (length(signing_secret) between 24 and 64),
  events_per_second integer check (events_per_second > 0),
  place             integer not null check (place in (1, 2)),
  created_by        text not null,
  created_at        timestamptz not null,
  last_used_at      timestamptz,
  revoked_by        text,
  revoked_at        timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);

create unique index api_keys_alive on api_keys (name, role, place) where revoked_at is null;

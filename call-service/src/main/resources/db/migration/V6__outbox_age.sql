-- Since when a message waits to be published. A version that knows nothing of it gets it right all the same.
alter table outbox add column stored_at timestamptz not null default now();

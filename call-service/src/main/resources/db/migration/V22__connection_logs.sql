-- Logs that were uploaded to be read, and how far each is; the replica that holds the connection reads them. What it
-- knows by heart (calls that have not ended) is read again from `resume_at`.
create table connection_imports (
  id          bigint generated always as identity primary key,
  connection  text not null references connections (name) on delete cascade,
  state       text not null check (state in ('uploading', 'waiting', 'reading', 'done', 'failed')),
  since       timestamptz not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  bytes       bigint not null default 0,
  bytes_read  bigint not null default 0,
  read_to     bigint not null default 0,
  resume_at   bigint not null default 0,
  lines       bigint not null default 0,
  ignored     bigint not null default 0,
  unknown     bigint not null default 0,
  too_old     bigint not null default 0,
  known       bigint not null default 0,
  taken       bigint not null default 0,
  refused     bigint not null default 0,
  reason      text
);

create index connection_imports_newest on connection_imports (connection, id desc);

-- As they were uploaded, until they are read.
create table connection_import_chunks (
  import bigint not null references connection_imports (id) on delete cascade,
  number integer not null,
  bytes  bytea not null,
  primary key (import, number)
);

-- How far the logs that are followed have been read.
create table connection_log_places (
  connection text primary key references connections (name) on delete cascade,
  file       text not null,
  head       text not null,
  position   bigint not null
);

-- Which replica holds a connection now: one at a time, and when it falls silent another.
create table connection_leases (
  connection text primary key,
  holder     text not null,
  until      timestamptz not null
);

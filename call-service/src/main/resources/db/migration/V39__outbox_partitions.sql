-- The outbox is drained by partition, each by one replica's relay at a time, so that several replicas publish at once and
-- each call's messages still go out in order.
--
-- Replicas of earlier versions may run beside this: they publish alone, by outbox_lease. Those of this version hold that
-- lease together, under one name.
create table outbox_relays (
  relay text primary key,
  until timestamptz not null
);

create table outbox_partitions (
  partition integer primary key,
  relay     text,
  term      bigint not null default 0
);
insert into outbox_partitions (partition) select generate_series(0, 63);

-- As callboard.contracts.Partitions has it.
create function outbox_partition(call_id text) returns integer
  language sql immutable parallel safe
  return ('x' || substr(md5(call_id), 1, 4))::bit(16)::integer % 64;

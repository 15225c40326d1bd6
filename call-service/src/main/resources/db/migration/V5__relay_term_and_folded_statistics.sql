-- Which of the replicas that held the lease one after the other this is: the relay tells Redis, which then takes nothing
-- from an earlier one.
alter table outbox_lease add column term bigint not null default 0;

-- What the writers' slots (0 to 63) counted of a time long past is folded into slot 64. These find what is still to fold.
create index stats_minutes_unfolded on stats_minutes (minute) where slot < 64;
create index agent_days_unfolded on agent_days (day) where slot < 64;

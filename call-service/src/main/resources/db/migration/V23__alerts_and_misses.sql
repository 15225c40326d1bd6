-- When an alert was kept, by the database's clock: late news brings alerts of an earlier time, which nobody has seen who
-- acknowledges all that is shown. Those of before, and none of later ones, have no time.
-- And which calls an agent has missed, how often each. Replicas of earlier versions count misses and don't keep them.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table alerts add column kept_at timestamptz;
      alter table alerts alter column kept_at set default clock_timestamp();
      alter table outbox
        drop constraint outbox_channel_check,
        add constraint outbox_channel_check check (channel in
          ('call-status-updates', 'call-alerts', 'call-alerts-acknowledged', 'call-alerts-acknowledged-at-once',
           'call-alerts-cleared')) not valid;
      create table missed_calls (
        call_id  text collate "C" not null references calls on delete cascade,
        agent_id text collate "C" not null,
        times    integer not null check (times > 0),
        primary key (call_id, agent_id)
      );
      create index missed_calls_by_agent on missed_calls (agent_id, call_id);
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

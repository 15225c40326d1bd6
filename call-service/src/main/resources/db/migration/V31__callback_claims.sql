-- Who said that they call the caller of a lost call back.
--
-- Earlier versions may run beside this: they know of no claims, and publish those that wait as they publish the rest.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table outbox
        drop constraint outbox_channel_check,
        add constraint outbox_channel_check check (channel in
          ('call-status-updates', 'call-alerts', 'call-alerts-acknowledged', 'call-alerts-acknowledged-at-once',
           'call-alerts-cleared', 'callback-claims')) not valid;
      create table callback_claims (
        call_id    text collate "C" primary key references calls on delete cascade,
        claimed_by text not null,
        claimed_at timestamptz not null
      );
      create index callback_claims_by_time on callback_claims (claimed_at);
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

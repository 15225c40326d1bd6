-- An alert is over when its call has moved on: since when. Earlier versions may run beside this and clear none; what they
-- leave is cleared once its call has ended.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table alerts add column cleared_at timestamptz;
      alter table outbox
        drop constraint outbox_channel_check,
        add constraint outbox_channel_check check (channel in
          ('call-status-updates', 'call-alerts', 'call-alerts-acknowledged', 'call-alerts-cleared')) not valid;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

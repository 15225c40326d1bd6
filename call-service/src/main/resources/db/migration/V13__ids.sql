-- Ids may be of any script, and hold blanks and slashes. What exactly they may be is checked where they come in; the
-- schema refuses what could not be addressed or shown. Everything that is there has met a narrower rule.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table call_events
        drop constraint call_events_call_id_check,
        add constraint call_events_call_id_check
          check (sequence > 1 or length(call_id) between 1 and 128 and call_id !~ '^ |[[:cntrl:]]| $'
                 and call_id not in ('.', '..')) not valid;
      alter table alerts
        drop constraint alerts_id_check,
        add constraint alerts_id_check check (length(id) between 1 and 200) not valid;
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

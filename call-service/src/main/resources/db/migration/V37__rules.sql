-- Rules on numbers, where the condition of each holds now, and their alerts, which are of no call.
--
-- Earlier versions may run beside this: they have no rules, so while replicas are replaced there is no alert of one unless
-- somebody makes a rule meanwhile; what they read of alerts then lacks the word.
--
-- As in version 11, nobody is held up for longer than senders notice.
do $$
begin
  loop
    begin
      set local lock_timeout = '100ms';
      alter table alerts
        add column crossing jsonb,
        alter column call_id drop not null,
        alter column queue_id drop not null,
        drop constraint alerts_rule_check,
        add constraint alerts_rule_check check (rule in ('wait_sla_exceeded', 'rerouted', 'hold_limit_exceeded',
          'short_call', 'short_abandon', 'reroute_required', 'stale_call', 'threshold_crossed')) not valid,
        add constraint alerts_call_check check (case when rule = 'threshold_crossed'
          then call_id is null and crossing is not null
          else call_id is not null and queue_id is not null and crossing is null end) not valid;
      create table rules (
        name       text collate "C" primary key check (name ~ '^[A-Za-z0-9._-]{1,64}$'),
        settings   jsonb not null,
        edition    uuid not null,
        version    integer not null check (version > 0),
        changed_by text not null,
        changed_at timestamptz not null
      );
      -- What is evaluated is evaluated by one replica; what it knows outlives it. A rule that is changed or removed leaves
      -- its states behind, whose alerts are cleared when they are next looked at. No queue is all together.
      create table rule_states (
        rule_name text collate "C" not null,
        queue_id  text collate "C" not null,
        edition   uuid not null,
        since     timestamptz not null,
        seen_at   timestamptz not null,
        alert_id  text collate "C" unique references alerts on delete cascade,
        primary key (rule_name, queue_id)
      );
      return;
    exception when lock_not_available then
      perform pg_sleep(5);
    end;
  end loop;
end
$$;

-- The stays that leave after-call work behind: which they are is asked once a second, of every agent. Without it all of an
-- agent's last hour is gone through where nobody has after-call work. Built while calls go on being written; one whose
-- building was broken off is dropped first.
drop index concurrently if exists agent_stays_wrapping;
create index concurrently agent_stays_wrapping on agent_stays (agent_id, until) where wrap_up > 0;

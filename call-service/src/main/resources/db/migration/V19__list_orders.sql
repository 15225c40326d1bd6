-- Lists by how long calls have been as they are, and by how they ended. Ended calls are in theirs once; a live call's row
-- is in one small index more. Built while calls go on being written; one whose building was broken off is dropped first.
drop index concurrently if exists calls_live_by_status_since;
create index concurrently calls_live_by_status_since
  on calls (status_since, id) where status <> 'ended';
drop index concurrently if exists calls_ended_by_status_since;
create index concurrently calls_ended_by_status_since
  on calls (status_since, id) where status = 'ended';
drop index concurrently if exists calls_ended_by_reason;
create index concurrently calls_ended_by_reason
  on calls (end_reason, start_time desc, id desc) where status = 'ended';

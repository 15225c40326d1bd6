-- Numbers of ended calls alone. An index of live ones is written with each of a call's events, and there were four: a
-- fifth of all that events cost. Live calls are few, and are looked through. Ended calls are in each once. Built while
-- calls go on being written; one whose building was broken off is dropped first. No released version reads the old ones.
drop index concurrently if exists calls_ended_from;
create index concurrently calls_ended_from
  on calls ((translate(lower((parties ->> 'from') collate "C"), ' ()-./+', ''))) where status = 'ended' and parties is not null;
drop index concurrently if exists calls_from;
drop index concurrently if exists calls_ended_from_reversed;
create index concurrently calls_ended_from_reversed
  on calls ((reverse(translate(lower((parties ->> 'from') collate "C"), ' ()-./+', '')))) where status = 'ended' and parties is not null;
drop index concurrently if exists calls_from_reversed;
drop index concurrently if exists calls_ended_to;
create index concurrently calls_ended_to
  on calls ((translate(lower((parties ->> 'to') collate "C"), ' ()-./+', ''))) where status = 'ended' and parties is not null;
drop index concurrently if exists calls_to;
drop index concurrently if exists calls_ended_to_reversed;
create index concurrently calls_ended_to_reversed
  on calls ((reverse(translate(lower((parties ->> 'to') collate "C"), ' ()-./+', '')))) where status = 'ended' and parties is not null;
drop index concurrently if exists calls_to_reversed;

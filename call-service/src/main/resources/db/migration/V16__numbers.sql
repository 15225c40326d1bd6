-- Numbers by how they begin and how they end, without what is written between digits. Only calls that told of numbers are
-- in them. Built while calls go on being written.
create index concurrently if not exists calls_from on calls
  (translate(lower((parties ->> 'from') collate "C"), ' ()-./+', '')) where parties is not null;
create index concurrently if not exists calls_from_reversed on calls
  (reverse(translate(lower((parties ->> 'from') collate "C"), ' ()-./+', ''))) where parties is not null;
create index concurrently if not exists calls_to on calls
  (translate(lower((parties ->> 'to') collate "C"), ' ()-./+', '')) where parties is not null;
create index concurrently if not exists calls_to_reversed on calls
  (reverse(translate(lower((parties ->> 'to') collate "C"), ' ()-./+', ''))) where parties is not null;

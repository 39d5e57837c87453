-- What stories are searched by, in a table of its own: in the story's row its index was written again at every change of the
-- row, whatever changed, and at every pause of whoever typed. Forward-only: what 0001 to 0005 hold stays as it is, but for story.search.

create function story_search_words(key text, title text, criteria text, narrative text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('english', key || ' ' || title), 'A')
    || setweight(to_tsvector('english', criteria), 'B')
    || setweight(to_tsvector('english', narrative), 'C');

create table searched_story (
  story_id uuid primary key,
  partnership_id uuid not null,
  words tsvector not null,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade
);

-- Those that are being typed: a search reads their rows until they rest, and then what is searched is written once.
create table typed_story (
  story_id uuid primary key,
  partnership_id uuid not null,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade
);

insert into searched_story select id, partnership_id, search from story;
alter table story drop column search;
create index searched_story_words on searched_story using gin (words);

create function put_searched_story() returns trigger language plpgsql as $$
begin
  insert into searched_story (story_id, partnership_id, words)
    values (new.id, new.partnership_id, story_search_words(new.key, new.title, new.criteria_text, new.narrative))
    on conflict (story_id) do update set words = excluded.words;
  delete from typed_story where story_id = new.id;
  return null;
end $$;

-- Prose is typed: its statement leaves criteria_text out, and says in typed_story that it came.
create trigger story_is_searched after insert or update of criteria_text on story
  for each row execute function put_searched_story();

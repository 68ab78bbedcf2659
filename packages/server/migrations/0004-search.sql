-- Row security keeps full-text indexes from being used (its operators are not leakproof), so the words that are searched
-- live in a table the application role cannot read, behind one function that is bound to the current organization.
create table search_texts (
  organization_id uuid not null references organizations on delete cascade,
  subject_kind text not null,
  subject_id uuid not null,
  words tsvector not null,
  primary key (organization_id, subject_kind, subject_id)
);
create index search_texts_words on search_texts using gin (words);

create function index_search_text(kind text, id uuid, heading text, body text) returns void
  language sql security definer set search_path = public
  as $$
    insert into search_texts (organization_id, subject_kind, subject_id, words)
    values (current_organization(), kind, id,
      setweight(to_tsvector('simple', left(heading, 2000)), 'A') || setweight(to_tsvector('simple', left(body, 100000)), 'C'))
    on conflict (organization_id, subject_kind, subject_id) do update set words = excluded.words
  $$;

create function find_search_text(kind text, query text, most integer) returns table (subject_id uuid, score real)
  language sql stable security definer set search_path = public
  as $$
    select s.subject_id, ts_rank(s.words, q)
    from search_texts s, to_tsquery('simple', query) q
    where s.organization_id = current_organization() and s.subject_kind = kind and s.words @@ q
    order by 2 desc, 1
    limit least(most, 1000)
  $$;

-- Titles as words (bot/store/_words.py), for look-ups and similar papers. "/" begins the category's term: no word has it.
create table titles (
    number bigint generated always as identity primary key,
    arxiv_id text not null unique references papers (arxiv_id),
    words text collate "C" not null,
    category text not null,
    terms tsvector generated always as (array_to_tsvector(string_to_array(ltrim(words || ' /' || category), ' '))) stored
);

create index titles_by_words on titles (words);

-- For beginnings of ids, whatever the collation of the database.
create index titles_by_id on titles (arxiv_id text_pattern_ops);

create index titles_by_terms on titles using gin (terms) with (fastupdate = off);

-- In how many titles a word stands: tells the rare ones, and completes what is half typed.
create table title_words (
    word text collate "C" primary key,
    n_papers bigint not null
);

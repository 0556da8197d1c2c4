-- Titles as words (bot/store/_words.py), for look-ups and similar papers. The index holds no text of its own.
create table titles (
    number integer primary key,
    arxiv_id text not null unique references papers (arxiv_id),
    words text not null,
    category text not null
);

create index titles_by_words on titles (words);

create virtual table title_index using fts5 (
    words, category, content = 'titles', content_rowid = 'number', tokenize = 'ascii', detail = 'column', columnsize = 0
);

create trigger titles_added after insert on titles begin
    insert into title_index (rowid, words, category) values (new.number, new.words, new.category);
end;

create trigger titles_removed after delete on titles begin
    insert into title_index (title_index, rowid, words, category)
    values ('delete', old.number, old.words, old.category);
end;

create trigger titles_changed after update on titles begin
    insert into title_index (title_index, rowid, words, category)
    values ('delete', old.number, old.words, old.category);
    insert into title_index (rowid, words, category) values (new.number, new.words, new.category);
end;

-- In how many titles a word stands: tells the rare ones, and completes what is half typed.
create table title_words (
    word text primary key,
    n_papers integer not null
) without rowid;

-- What was read of the full text of a paper's version, never the text itself. form: what was read, '' where there is no form that is read.
-- reading: links, statement and quotes (JSON).
create table full_texts (
    arxiv_id text primary key references papers (arxiv_id),
    version bigint not null,
    form text not null,
    url text not null,
    reading text not null,
    read_at bigint not null
);

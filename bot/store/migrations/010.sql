-- When each scanned paper is to be looked at again, and who wants to hear of what.
create table rescans (
    arxiv_id text primary key references papers (arxiv_id),
    due_at bigint not null
);

create index rescans_by_time on rescans (due_at);

-- value: a paper's id, an author's name, or a keyword. channel_id: where to tell, 0 for a direct message.
-- told: the verdict that was told last of a paper. told_at: what came to be before it is not told.
-- problem: why the last notice could not be delivered, "" when it could.
create table watches (
    watch_id text primary key,
    person_id bigint not null,
    kind text not null,
    value text not null,
    channel_id bigint not null,
    guild_id bigint not null,
    told text not null,
    told_at bigint not null,
    created_at bigint not null,
    problem text not null
);

create unique index one_watch on watches (person_id, kind, value, channel_id);

create index watches_by_value on watches (kind, value);

-- How many lines of notices a person had on a day (days since 1970, UTC).
create table notice_days (
    person_id bigint not null,
    day bigint not null,
    n_lines bigint not null,
    primary key (person_id, day)
);

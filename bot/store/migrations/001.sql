-- The first form of the store. Moments are epoch milliseconds (UTC), Discord's ids numbers, lists and evidence JSON text. Keys are made by the program.
create table papers (
    arxiv_id text primary key,
    version integer not null,
    title text not null,
    abstract text not null,
    authors text not null,
    categories text not null,
    published_at bigint not null,
    updated_at bigint not null,
    comment text,
    journal_ref text,
    doi text,
    fetched_at bigint not null
);

create table scans (
    scan_id text primary key,
    arxiv_id text not null references papers (arxiv_id),
    status text not null,
    scanned_at bigint not null,
    result text not null
);

create index scans_by_paper on scans (arxiv_id, scanned_at);

create table answers (
    trigger_id bigint primary key,
    channel_id bigint not null,
    guild_id bigint not null,
    asker_id bigint not null,
    papers text not null,
    spoiler integer not null,
    reply_id bigint unique,
    intended_at bigint not null,
    sent_at bigint
);

create index unsent_answers on answers (intended_at) where reply_id is null;

-- place_id: the guild, or in a direct message its channel: what is contributed there is shown there.
create table contributions (
    contribution_id text primary key,
    arxiv_id text not null,
    kind text not null,
    way text not null,
    value text not null,
    evidence_url text not null,
    note text not null,
    author_id bigint not null,
    place_id bigint not null,
    channel_id bigint not null,
    answer_id bigint not null,
    source_id bigint not null,
    state text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create unique index one_open_contribution
    on contributions (place_id, author_id, arxiv_id, kind, way) where state = 'open';

create index contributions_by_paper on contributions (arxiv_id, place_id, state);

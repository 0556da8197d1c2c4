-- Which repositories the archive of Papers with Code lists for a paper, as of archived_at.
create table code_links (
    arxiv_id text not null,
    repository_url text not null,
    is_official integer not null,
    is_in_paper integer not null,
    framework text not null,
    archived_at bigint not null,
    primary key (arxiv_id, repository_url)
);

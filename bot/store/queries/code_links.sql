-- name: get_code_links(arxiv_id)
select arxiv_id, repository_url, is_official, is_in_paper, framework, archived_at
from code_links
where arxiv_id = :arxiv_id
order by is_official + is_in_paper desc, repository_url;

-- name: record_code_links(arxiv_id, repository_url, is_official, is_in_paper, framework, archived_at)*!
insert into code_links (arxiv_id, repository_url, is_official, is_in_paper, framework, archived_at)
values (:arxiv_id, :repository_url, :is_official, :is_in_paper, :framework, :archived_at)
on conflict (arxiv_id, repository_url) do update set
    is_official = excluded.is_official, is_in_paper = excluded.is_in_paper, framework = excluded.framework,
    archived_at = excluded.archived_at;

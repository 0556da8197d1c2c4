-- name: get_paper(arxiv_id)^
select arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi,
       fetched_at
from papers
where arxiv_id = :arxiv_id;

-- name: get_paper_with_scan(arxiv_id)^
select arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi,
       fetched_at,
       (select result from scans where scans.arxiv_id = papers.arxiv_id order by scanned_at desc, scan_id desc limit 1)
           as result
from papers
where arxiv_id = :arxiv_id;

-- name: record_papers*!
insert into papers
    (arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi,
     fetched_at)
values
    (:arxiv_id, :version, :title, :abstract, :authors, :categories, :published_at, :updated_at, :comment,
     :journal_ref, :doi, :fetched_at)
on conflict (arxiv_id) do update set
    version = excluded.version, title = excluded.title, abstract = excluded.abstract, authors = excluded.authors,
    categories = excluded.categories, published_at = excluded.published_at, updated_at = excluded.updated_at,
    comment = excluded.comment, journal_ref = excluded.journal_ref, doi = excluded.doi,
    fetched_at = excluded.fetched_at;

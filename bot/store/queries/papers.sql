-- name: get_paper(arxiv_id)^
select arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi,
       fetched_at
from papers
where arxiv_id = :arxiv_id;

-- name: get_paper_with_scan(arxiv_id, place_id)^
select arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi,
       fetched_at,
       (select result from scans where scans.arxiv_id = papers.arxiv_id order by scanned_at desc, scan_id desc limit 1)
           as result,
       exists (select 1 from contributions where contributions.arxiv_id = papers.arxiv_id) or exists (
           select 1 from reactions where reactions.place_id = :place_id and reactions.arxiv_id = papers.arxiv_id
       ) as has_community
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

-- name: record_newer(arxiv_id, version, title, abstract, authors, categories, published_at, updated_at, comment, journal_ref, doi, fetched_at)
-- Gives the ids that were new or have changed. A record fetched later than this one stays, unless its version is older.
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
    fetched_at = excluded.fetched_at
where papers.version < excluded.version
   or (papers.version = excluded.version and papers.fetched_at < excluded.fetched_at
       and (papers.title <> excluded.title or papers.abstract <> excluded.abstract
            or papers.authors <> excluded.authors or papers.categories <> excluded.categories
            or papers.published_at <> excluded.published_at or papers.updated_at <> excluded.updated_at
            or coalesce(papers.comment, '') <> coalesce(excluded.comment, '')
            or coalesce(papers.journal_ref, '') <> coalesce(excluded.journal_ref, '')
            or coalesce(papers.doi, '') <> coalesce(excluded.doi, '')))
returning arxiv_id;

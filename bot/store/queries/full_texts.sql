-- name: get_full_text(arxiv_id)^
select arxiv_id, version, form, url, reading, read_at
from full_texts
where arxiv_id = :arxiv_id;

-- name: record_full_text(arxiv_id, version, form, url, reading, read_at)!
insert into full_texts (arxiv_id, version, form, url, reading, read_at)
values (:arxiv_id, :version, :form, :url, :reading, :read_at)
on conflict (arxiv_id) do update set
    version = excluded.version, form = excluded.form, url = excluded.url, reading = excluded.reading,
    read_at = excluded.read_at;

-- name: count_papers_with(words)
-- The words are a JSON list.
select word, n_papers
from title_words
where word in (select json_array_elements_text(cast(:words as json)));

-- name: find_similar(query, most)
-- The newest titles that match.
select arxiv_id, words
from titles
where terms @@ cast(:query as tsquery)
order by number desc
limit :most;

-- name: find_by_words(query, most)
-- The newest papers whose titles match, newest first.
select papers.arxiv_id, papers.title
from (
    select number, arxiv_id from titles where terms @@ cast(:query as tsquery) order by number desc limit :most
) as found
join papers on papers.arxiv_id = found.arxiv_id
order by found.number desc;

-- name: find_by_id(low, high, most)
select papers.arxiv_id, papers.title
from titles
join papers on papers.arxiv_id = titles.arxiv_id
where titles.arxiv_id ~>=~ :low and titles.arxiv_id ~<~ :high
order by titles.arxiv_id using ~<~
limit :most;

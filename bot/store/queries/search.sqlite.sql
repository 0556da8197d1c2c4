-- name: count_papers_with(words)
-- The words are a JSON list.
select word, n_papers
from title_words
where word in (select value from json_each(:words));

-- name: find_similar(query, most)
-- The newest titles that match.
select titles.arxiv_id, titles.words
from (select rowid as number from title_index where title_index match :query order by rowid desc limit :most) as found
join titles on titles.number = found.number;

-- name: find_by_words(query, most)
-- The newest papers whose titles match, newest first.
select papers.arxiv_id, papers.title
from (select rowid as number from title_index where title_index match :query order by rowid desc limit :most) as found
join titles on titles.number = found.number
join papers on papers.arxiv_id = titles.arxiv_id
order by titles.number desc;

-- name: find_by_id(low, high, most)
select papers.arxiv_id, papers.title
from titles
join papers on papers.arxiv_id = titles.arxiv_id
where titles.arxiv_id >= :low and titles.arxiv_id < :high
order by titles.arxiv_id
limit :most;

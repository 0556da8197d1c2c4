-- name: get_title(arxiv_id)^
select arxiv_id, words, category
from titles
where arxiv_id = :arxiv_id;

-- name: record_titles*!
insert into titles (arxiv_id, words, category)
values (:arxiv_id, :words, :category)
on conflict (arxiv_id) do update set words = excluded.words, category = excluded.category;

-- name: count_words*!
insert into title_words (word, n_papers)
values (:word, :n)
on conflict (word) do update set n_papers = title_words.n_papers + excluded.n_papers;

-- name: get_papers_after(arxiv_id, most)
select arxiv_id, title, categories
from papers
where arxiv_id > :arxiv_id
order by arxiv_id
limit :most;

-- name: find_by_beginning(low, high, most)
select papers.arxiv_id, papers.title
from titles
join papers on papers.arxiv_id = titles.arxiv_id
where titles.words >= :low and titles.words < :high
order by titles.words
limit :most;

-- name: complete_word(low, high, most)
select word
from title_words
where word >= :low and word < :high and n_papers > 0
order by n_papers desc, word
limit :most;

-- name: count_titles()$
select coalesce(max(number), 0)
from titles;

-- name: get_newest_titles(most)
select papers.arxiv_id, papers.title
from (select number, arxiv_id from titles order by number desc limit :most) as newest
join papers on papers.arxiv_id = newest.arxiv_id
order by newest.number desc;

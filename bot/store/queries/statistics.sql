-- name: get_verdicts()
select s.arxiv_id, p.categories, s.status, f.first_at
from scans s
join papers p on p.arxiv_id = s.arxiv_id
join (select arxiv_id, min(scanned_at) as first_at, max(scanned_at) as last_at from scans group by arxiv_id) f
    on f.arxiv_id = s.arxiv_id and f.last_at = s.scanned_at;

-- name: get_papers_of_guild(guild_id)
select papers from answers where guild_id = :guild_id;

-- name: get_scans_since(since)
select s.arxiv_id, p.title, s.status, s.scanned_at
from scans s
join papers p on p.arxiv_id = s.arxiv_id
where s.arxiv_id in (select n.arxiv_id from scans n where n.scanned_at >= :since)
order by s.scanned_at, s.scan_id;

-- name: record_scan(scan_id, arxiv_id, status, scanned_at, result)!
insert into scans (scan_id, arxiv_id, status, scanned_at, result)
values (:scan_id, :arxiv_id, :status, :scanned_at, :result);

-- name: get_newest_scan(arxiv_id)^
select result
from scans
where arxiv_id = :arxiv_id
order by scanned_at desc, scan_id desc
limit 1;

-- name: get_scans(arxiv_id)
select result
from scans
where arxiv_id = :arxiv_id
order by scanned_at, scan_id;

-- name: record_due(arxiv_id, due_at, watched_due_at)!
insert into rescans (arxiv_id, due_at)
values (
    :arxiv_id,
    case
        when exists (select 1 from watches where kind = 'paper' and value = :arxiv_id)
            and cast(:watched_due_at as bigint) < cast(:due_at as bigint)
        then cast(:watched_due_at as bigint) else cast(:due_at as bigint)
    end
)
on conflict (arxiv_id) do update set due_at = excluded.due_at;

-- name: advance_due(arxiv_id, due_at)!
update rescans
set due_at = :due_at
where arxiv_id = :arxiv_id and due_at > :due_at;

-- name: postpone(arxiv_id, due_at)!
update rescans
set due_at = :due_at
where arxiv_id = :arxiv_id;

-- name: get_due(now, most)
select arxiv_id
from rescans
where due_at <= :now
order by due_at, arxiv_id
limit :most;

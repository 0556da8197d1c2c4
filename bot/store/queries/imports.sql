-- name: get_progress(source)^
select source, position, n_lines, n_changed, n_left_out
from imports
where source = :source;

-- name: record_progress(source, position, n_lines, n_changed, n_left_out)!
insert into imports (source, position, n_lines, n_changed, n_left_out)
values (:source, :position, :n_lines, :n_changed, :n_left_out)
on conflict (source) do update set
    position = excluded.position, n_lines = excluded.n_lines, n_changed = excluded.n_changed,
    n_left_out = excluded.n_left_out;

-- name: block(place_id, user_id, blocked_by, blocked_at)!
insert into blocks (place_id, user_id, blocked_by, blocked_at)
values (:place_id, :user_id, :blocked_by, :blocked_at)
on conflict do nothing;

-- name: unblock(place_id, user_id)!
delete from blocks
where place_id = :place_id and user_id = :user_id;

-- name: get_blocked(place_id)
select distinct user_id
from blocks
where place_id = :place_id or place_id = 0;

-- name: is_blocked(place_id, user_id)^
select 1 as found
from blocks
where (place_id = :place_id or place_id = 0) and user_id = :user_id
limit 1;

-- name: freeze(place_id, arxiv_id, frozen_by, frozen_at)!
insert into frozen_papers (place_id, arxiv_id, frozen_by, frozen_at)
values (:place_id, :arxiv_id, :frozen_by, :frozen_at)
on conflict do nothing;

-- name: thaw(place_id, arxiv_id)!
delete from frozen_papers
where place_id = :place_id and arxiv_id = :arxiv_id;

-- name: is_frozen(place_id, arxiv_id)^
select 1 as found
from frozen_papers
where (place_id = :place_id or place_id = 0) and arxiv_id = :arxiv_id
limit 1;

-- name: hide_name(user_id, hidden_at)!
insert into hidden_names (user_id, hidden_at)
values (:user_id, :hidden_at)
on conflict do nothing;

-- name: show_name(user_id)!
delete from hidden_names
where user_id = :user_id;

-- name: is_name_hidden(user_id)^
select 1 as found
from hidden_names
where user_id = :user_id;

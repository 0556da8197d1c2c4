-- name: get_shards()
select shard_count, shard_id, alive_at
from shards;

-- name: record_alive(shard_count, shard_id, alive_at)!
insert into shards (shard_count, shard_id, alive_at)
values (:shard_count, :shard_id, :alive_at)
on conflict (shard_count, shard_id) do update set alive_at = excluded.alive_at;

-- name: record_notice(guild_id, what, told_at)^
insert into notices (guild_id, what, told_at)
values (:guild_id, :what, :told_at)
on conflict (guild_id, what) do nothing
returning guild_id;

-- name: forget_notices(guild_id)!
delete from notices
where guild_id = :guild_id;

-- name: forget_notice(guild_id, what)!
delete from notices
where guild_id = :guild_id and what = :what;

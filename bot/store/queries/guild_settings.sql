-- name: get_all_settings()
select guild_id as owner_id, settings
from guild_settings;

-- name: get_settings(owner_id)^
select settings
from guild_settings
where guild_id = :owner_id;

-- name: record_settings(owner_id, settings, changed_at)!
insert into guild_settings (guild_id, settings, changed_at)
values (:owner_id, :settings, :changed_at)
on conflict (guild_id) do update set settings = excluded.settings, changed_at = excluded.changed_at;

-- name: forget_settings(owner_id)!
delete from guild_settings
where guild_id = :owner_id;

-- name: get_all_settings()
select guild_id, settings
from guild_settings;

-- name: get_settings(guild_id)^
select settings
from guild_settings
where guild_id = :guild_id;

-- name: record_settings(guild_id, settings, changed_at)!
insert into guild_settings (guild_id, settings, changed_at)
values (:guild_id, :settings, :changed_at)
on conflict (guild_id) do update set settings = excluded.settings, changed_at = excluded.changed_at;

-- name: forget_settings(guild_id)!
delete from guild_settings
where guild_id = :guild_id;

-- name: get_all_settings()
select person_id as owner_id, settings
from person_settings;

-- name: get_settings(owner_id)^
select settings
from person_settings
where person_id = :owner_id;

-- name: record_settings(owner_id, settings, changed_at)!
insert into person_settings (person_id, settings, changed_at)
values (:owner_id, :settings, :changed_at)
on conflict (person_id) do update set settings = excluded.settings, changed_at = excluded.changed_at;

-- name: forget_settings(owner_id)!
delete from person_settings
where person_id = :owner_id;

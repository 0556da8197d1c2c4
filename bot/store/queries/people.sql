-- name: export_answers(person_id)
select trigger_id, channel_id, guild_id, papers, reply_id, intended_at from answers where asker_id = :person_id;

-- name: export_contributions(person_id)
select contribution_id, arxiv_id, kind, claim, way, value, evidence_url, note, guild_id, channel_id, state, reason,
    created_at, decided_at
from contributions where author_id = :person_id;

-- name: export_decisions(person_id)
select contribution_id, happened_at, act, state, value, reason from contribution_events where actor_id = :person_id;

-- name: export_votes(person_id)
select contribution_id, agrees, voted_at from votes where user_id = :person_id;

-- name: export_reactions(person_id)
select message_id, sign, place_id, arxiv_id, reacted_at from reactions where user_id = :person_id;

-- name: export_watches(person_id)
select kind, value, channel_id, guild_id, told, told_at, created_at, problem from watches
where person_id = :person_id;

-- name: export_blocks(person_id)
select place_id, blocked_at from blocks where user_id = :person_id;

-- name: export_settings(person_id)
select settings, changed_at from person_settings where person_id = :person_id;

-- name: export_hidden_name(person_id)
select hidden_at from hidden_names where user_id = :person_id;

-- name: unname_answers(person_id)!
update answers set asker_id = 0 where asker_id = :person_id;

-- name: forget_votes(person_id)!
delete from votes where user_id = :person_id;

-- name: forget_votes_on_open(person_id)!
delete from votes
where contribution_id in (select contribution_id from contributions where author_id = :person_id and state <> 'accepted');

-- name: forget_events_of_open(person_id)!
delete from contribution_events
where contribution_id in (select contribution_id from contributions where author_id = :person_id and state <> 'accepted');

-- name: forget_contributions(person_id)!
delete from contributions where author_id = :person_id and state <> 'accepted';

-- name: unname_contributions(person_id)!
update contributions set author_id = 0, note = '', notice_owed = 0 where author_id = :person_id;

-- name: unname_decisions(person_id)!
update contributions set decider_id = 0 where decider_id = :person_id;

-- name: unname_events(person_id)!
update contribution_events set actor_id = 0 where actor_id = :person_id;

-- name: forget_reactions(person_id)!
delete from reactions where user_id = :person_id;

-- name: forget_watches(person_id)!
delete from watches where person_id = :person_id;

-- name: forget_days(person_id)!
delete from notice_days where person_id = :person_id;

-- name: forget_hidden_name(person_id)!
delete from hidden_names where user_id = :person_id;

-- name: forget_old_answers(before)!
delete from answers where intended_at < :before;

-- name: record_left(guild_id, left_at)!
insert into left_guilds (guild_id, left_at) values (:guild_id, :left_at)
on conflict (guild_id) do nothing;

-- name: forget_left(guild_id)!
delete from left_guilds where guild_id = :guild_id;

-- name: get_left_before(before)
select guild_id from left_guilds where left_at < :before order by left_at;

-- name: forget_guild_votes(guild_id)!
delete from votes
where contribution_id in (
    select contribution_id from contributions where place_id = :guild_id and not (state = 'accepted' and is_shared = 1)
);

-- name: forget_guild_events(guild_id)!
delete from contribution_events
where contribution_id in (
    select contribution_id from contributions where place_id = :guild_id and not (state = 'accepted' and is_shared = 1)
);

-- name: forget_guild_contributions(guild_id)!
delete from contributions where place_id = :guild_id and not (state = 'accepted' and is_shared = 1);

-- name: forget_guild_reactions(guild_id)!
delete from reactions where place_id = :guild_id;

-- name: forget_guild_answers(guild_id)!
delete from answers where guild_id = :guild_id;

-- name: forget_guild_watches(guild_id)!
delete from watches where guild_id = :guild_id;

-- name: forget_guild_restrictions(guild_id)!
delete from blocks where place_id = :guild_id;

-- name: forget_guild_frozen(guild_id)!
delete from frozen_papers where place_id = :guild_id;

-- name: forget_guild_notices(guild_id)!
delete from notices where guild_id = :guild_id;

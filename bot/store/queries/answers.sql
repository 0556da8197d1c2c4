-- name: record_intention(trigger_id, channel_id, guild_id, asker_id, papers, spoiler, intended_at, form, pointed)^
insert into answers (trigger_id, channel_id, guild_id, asker_id, papers, spoiler, intended_at, form, pointed)
values (:trigger_id, :channel_id, :guild_id, :asker_id, :papers, :spoiler, :intended_at, :form, :pointed)
on conflict (trigger_id) do nothing
returning trigger_id;

-- name: renew_intention(trigger_id, papers, spoiler, intended_at, form, pointed)^
update answers
set papers = :papers, spoiler = :spoiler, intended_at = :intended_at, form = :form, pointed = :pointed,
    reply_id = null, reply_channel_id = 0, sent_at = null, shown_at = 0, frozen = 0, removed_at = null
where trigger_id = :trigger_id and removed_at is not null and reply_id is null
returning trigger_id;

-- name: record_again(trigger_id, intended_at)!
update answers
set intended_at = :intended_at
where trigger_id = :trigger_id and reply_id is null;

-- name: record_sent(trigger_id, reply_id, reply_channel_id, sent_at, shown_at)!
update answers
set reply_id = :reply_id, reply_channel_id = :reply_channel_id, sent_at = :sent_at, shown_at = :shown_at
where trigger_id = :trigger_id;

-- name: record_shown(trigger_id, shown_at)!
update answers
set shown_at = :shown_at
where trigger_id = :trigger_id;

-- name: get_answer_by_reply(reply_id)^
select *
from answers
where reply_id = :reply_id and removed_at is null;

-- name: get_answer_to(trigger_id)^
select *
from answers
where trigger_id = :trigger_id;

-- name: change_answer(trigger_id, papers, spoiler, form, pointed)!
update answers
set papers = :papers, spoiler = :spoiler, form = :form, pointed = :pointed, shown_at = 0
where trigger_id = :trigger_id;

-- name: freeze_answer(trigger_id)!
update answers
set frozen = 1
where trigger_id = :trigger_id;

-- name: get_unsent_answers()
select *
from answers
where reply_id is null and removed_at is null
order by intended_at, trigger_id;

-- name: get_owed_answers()
select *
from answers
where shown_at = 0 and reply_id is not null and frozen = 0 and removed_at is null
order by intended_at, trigger_id;

-- name: owe_edits(paper, since, most)
update answers
set shown_at = 0
where trigger_id in (
    select trigger_id
    from answers
    where intended_at >= :since and removed_at is null and frozen = 0 and papers like :paper
    order by intended_at desc
    limit :most
)
returning *;

-- name: get_overtaken_answers(since)
select answers.*
from contributions
join answers on answers.reply_id = contributions.answer_id
where contributions.updated_at >= :since and contributions.updated_at >= answers.shown_at and answers.frozen = 0
  and answers.removed_at is null
order by answers.intended_at, answers.trigger_id;

-- name: get_answers_in(channel_id, since)
select *
from answers
where channel_id = :channel_id and intended_at >= :since and reply_id is not null and removed_at is null
order by intended_at, trigger_id;

-- name: get_answers_in_thread(thread_id)
select *
from answers
where reply_channel_id = :thread_id and removed_at is null
order by intended_at, trigger_id;

-- name: get_answers_since(since, most)
select *
from (
    select *
    from answers
    where intended_at >= :since and reply_id is not null and removed_at is null
    order by intended_at desc, trigger_id desc
    limit :most
) as newest
order by channel_id, trigger_id;

-- name: get_answered_channels(since)
select channel_id, guild_id
from answers
where intended_at >= :since
union
select channel_id, guild_id
from answered_channels
where answered_at >= :since;

-- name: keep_channel(trigger_id)!
insert into answered_channels (channel_id, guild_id, answered_at)
select channel_id, guild_id, intended_at
from answers
where trigger_id = :trigger_id
on conflict (channel_id) do update set answered_at = excluded.answered_at
where excluded.answered_at > answered_channels.answered_at;

-- name: forget_answered_channel(channel_id)!
delete from answered_channels
where channel_id = :channel_id;

-- name: forget_channels_of(guild_id)!
delete from answered_channels
where guild_id = :guild_id;

-- name: forget_channels_before(before)!
delete from answered_channels
where answered_at < :before;

-- name: get_answered_guilds()
select distinct guild_id
from answers
where guild_id <> 0;

-- name: remove_answer(trigger_id, papers, removed_at)!
update answers
set papers = :papers, removed_at = :removed_at
where trigger_id = :trigger_id;

-- name: record_taken_away(trigger_id)!
update answers
set reply_id = null, reply_channel_id = 0
where trigger_id = :trigger_id and removed_at is not null;

-- name: get_answers_to_take_away()
select *
from answers
where removed_at is not null and reply_id is not null
order by removed_at, trigger_id;

-- name: forget_answer(trigger_id)!
delete from answers
where trigger_id = :trigger_id;

-- name: forget_channel(channel_id)!
delete from answers
where channel_id = :channel_id or reply_channel_id = :channel_id;

-- name: forget_guild(guild_id)!
delete from answers
where guild_id = :guild_id;

-- name: forget_removed(before)!
delete from answers
where removed_at < :before;

-- name: get_kept_reactions(answer_id)
select user_id, sign
from reactions
where message_id = :answer_id and sign not in ('for', 'against');

-- name: get_contribution_of(source_id)^
select contribution_id
from contributions
where source_id = :source_id
limit 1;

-- name: get_answers_about(pattern, since)
select *
from answers
where sent_at >= :since and papers like :pattern and reply_id is not null and removed_at is null and frozen = 0
order by sent_at desc, trigger_id desc;

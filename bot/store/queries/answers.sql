-- name: record_intention(trigger_id, channel_id, guild_id, asker_id, papers, spoiler, intended_at)^
insert into answers (trigger_id, channel_id, guild_id, asker_id, papers, spoiler, intended_at)
values (:trigger_id, :channel_id, :guild_id, :asker_id, :papers, :spoiler, :intended_at)
on conflict (trigger_id) do nothing
returning trigger_id;

-- name: record_sent(trigger_id, reply_id, sent_at)!
update answers
set reply_id = :reply_id, sent_at = :sent_at
where trigger_id = :trigger_id;

-- name: get_answer_by_reply(reply_id)^
select trigger_id, channel_id, guild_id, asker_id, papers, spoiler, reply_id, intended_at
from answers
where reply_id = :reply_id;

-- name: get_answer_to(trigger_id)^
select trigger_id, channel_id, guild_id, asker_id, papers, spoiler, reply_id, intended_at
from answers
where trigger_id = :trigger_id;

-- name: change_papers(trigger_id, papers, spoiler)!
update answers
set papers = :papers, spoiler = :spoiler
where trigger_id = :trigger_id;

-- name: get_unsent_answers()
select trigger_id, channel_id, guild_id, asker_id, papers, spoiler, reply_id, intended_at
from answers
where reply_id is null
order by intended_at, trigger_id;

-- name: forget_answer(trigger_id)!
delete from answers
where trigger_id = :trigger_id;

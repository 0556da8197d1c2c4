-- name: add_reaction(message_id, user_id, sign, place_id, arxiv_id, reacted_at, member_since)^
insert into reactions (message_id, user_id, sign, place_id, arxiv_id, reacted_at, member_since)
values (:message_id, :user_id, :sign, :place_id, :arxiv_id, :reacted_at, :member_since)
on conflict do nothing
returning user_id;

-- name: drop_reaction(message_id, user_id, sign)^
delete from reactions
where message_id = :message_id and user_id = :user_id and sign = :sign
returning arxiv_id, place_id;

-- name: drop_reactions_with(message_id, sign)!
delete from reactions
where message_id = :message_id and sign = :sign;

-- name: drop_reactions_to(message_id)!
delete from reactions
where message_id = :message_id;

-- name: get_reactions_to(message_id)
select message_id, user_id, sign, reacted_at, member_since
from reactions
where message_id = :message_id;

-- name: count_signs(place_id, arxiv_id)
select sign, count(distinct user_id) as n
from reactions
where place_id = :place_id and arxiv_id = :arxiv_id
  and user_id not in (select user_id from blocks where blocks.place_id = :place_id or blocks.place_id = 0)
  and (sign in ('agree', 'doubt', 'for', 'against') or not exists (
      select 1 from reactions as later
      where later.place_id = reactions.place_id and later.arxiv_id = reactions.arxiv_id
        and later.user_id = reactions.user_id and later.sign not in ('agree', 'doubt', 'for', 'against')
        and (later.reacted_at > reactions.reacted_at
             or (later.reacted_at = reactions.reacted_at and later.sign > reactions.sign))
  ))
group by sign
order by n desc, sign;

-- name: get_holders(place_id, arxiv_id, sign)
select user_id, max(reacted_at) as reacted_at, min(member_since) as member_since
from reactions
where place_id = :place_id and arxiv_id = :arxiv_id and sign = :sign
  and not exists (
      select 1 from reactions as later
      where later.place_id = reactions.place_id and later.arxiv_id = reactions.arxiv_id
        and later.user_id = reactions.user_id and later.sign not in ('agree', 'doubt', 'for', 'against')
        and (later.reacted_at > reactions.reacted_at
             or (later.reacted_at = reactions.reacted_at and later.sign > reactions.sign))
  )
group by user_id;

-- name: add_contribution(contribution_id, arxiv_id, kind, way, value, value_key, claim, evidence_url, note, author_id, place_id, guild_id, channel_id, answer_id, source_id, state, is_proven, at)^
insert into contributions
    (contribution_id, arxiv_id, kind, way, value, value_key, claim, evidence_url, note, author_id, place_id, guild_id,
     channel_id, answer_id, source_id, state, is_proven, created_at, updated_at)
values
    (:contribution_id, :arxiv_id, :kind, :way, :value, :value_key, :claim, :evidence_url, :note, :author_id, :place_id,
     :guild_id, :channel_id, :answer_id, :source_id, :state, :is_proven, :at, :at)
on conflict do nothing
returning contribution_id;

-- name: get_undecided_like(place_id, arxiv_id, kind, claim, value_key)^
select * from contributions
where place_id = :place_id and arxiv_id = :arxiv_id and kind = :kind and claim = :claim and value_key = :value_key
  and state in ('checking', 'open');

-- name: get_undecided_by(place_id, author_id, arxiv_id, kind)^
select * from contributions
where place_id = :place_id and author_id = :author_id and arxiv_id = :arxiv_id and kind = :kind
  and state in ('checking', 'open');

-- name: change_contribution(contribution_id, revision, value, value_key, claim, evidence_url, note, state, finding, repository, is_shared, is_locked, is_proven, decided_by, decider_id, decided_at, reason, source_id, decides, owes, at)^
update contributions set
    value = :value, value_key = :value_key, claim = :claim, evidence_url = :evidence_url, note = :note, state = :state,
    finding = :finding, repository = :repository, is_shared = :is_shared, is_locked = :is_locked,
    is_proven = :is_proven, decided_by = :decided_by, decider_id = :decider_id, decided_at = :decided_at,
    reason = :reason, source_id = :source_id, updated_at = :at,
    notice_owed = case when :decides = 0 then notice_owed when :owes = 1 then revision + 1 else 0 end,
    revision = revision + 1
where contribution_id = :contribution_id and revision = :revision
  and (:state not in ('checking', 'open') or not exists (
      select 1 from contributions as other
      where other.contribution_id <> contributions.contribution_id and other.state in ('checking', 'open')
        and other.place_id = contributions.place_id and other.arxiv_id = contributions.arxiv_id
        and other.kind = contributions.kind
        and (other.author_id = contributions.author_id
             or (other.claim = :claim and other.value_key = :value_key))
  ))
returning revision, notice_owed;

-- name: add_event(event_id, contribution_id, step, happened_at, act, state, decided_by, actor_id, value, reason)!
insert into contribution_events
    (event_id, contribution_id, step, happened_at, act, state, decided_by, actor_id, value, reason)
values
    (:event_id, :contribution_id, :step, :happened_at, :act, :state, :decided_by, :actor_id, :value, :reason);

-- name: get_events(contribution_id)
select * from contribution_events
where contribution_id = :contribution_id
order by step, happened_at, event_id;

-- name: get_contribution(contribution_id)^
select * from contributions
where contribution_id = :contribution_id;

-- name: get_shown(arxiv_id, place_id)
select * from contributions
where arxiv_id = :arxiv_id
  and ((place_id = :place_id and state in ('checking', 'open', 'accepted')) or (state = 'accepted' and is_shared = 1))
order by created_at, contribution_id;

-- name: get_accepted(arxiv_id)
select * from contributions
where arxiv_id = :arxiv_id and state = 'accepted'
order by created_at, contribution_id;

-- name: get_undecided(arxiv_id)
select * from contributions
where arxiv_id = :arxiv_id and state in ('checking', 'open')
order by created_at, contribution_id;

-- name: get_by_source(source_id)
select * from contributions
where source_id = :source_id
order by created_at, contribution_id;

-- name: get_undecided_replies(since)
select * from contributions
where state in ('checking', 'open') and source_id <> 0 and created_at >= :since
order by channel_id, source_id, contribution_id;

-- name: get_by_author(author_id, place_id, most)
select * from contributions
where author_id = :author_id and (:place_id = 0 or place_id = :place_id)
order by created_at desc, contribution_id desc
limit :most;

-- name: get_queue(place_id, most)
select * from contributions
where place_id = :place_id and state in ('checking', 'open')
order by is_proven desc, created_at, contribution_id
limit :most;

-- name: get_decided(place_id, most)
select * from contributions
where place_id = :place_id and state in ('accepted', 'rejected')
order by updated_at desc, contribution_id
limit :most;

-- name: get_owner_queue(most)
select * from contributions
where (guild_id = 0 and state = 'open') or (state = 'accepted' and is_shared = 0)
order by is_proven desc, created_at, contribution_id
limit :most;

-- name: get_of_paper(arxiv_id, place_id, most)
select * from contributions
where arxiv_id = :arxiv_id and (place_id = :place_id or (state = 'accepted' and is_shared = 1))
order by created_at desc, contribution_id desc
limit :most;

-- name: get_in_state(state)
select * from contributions
where state = :state
order by created_at, contribution_id;

-- name: get_decided_alike(place_id, arxiv_id, kind, claim, value_key, since)
select * from contributions
where arxiv_id = :arxiv_id and kind = :kind and claim = :claim and value_key = :value_key
  and ((state = 'accepted' and (place_id = :place_id or is_shared = 1))
       or (state = 'rejected' and place_id = :place_id and decided_by = 'moderator' and decided_at >= :since));

-- name: count_activity(author_id, arxiv_id, hour_ago, month_ago)^
select
    coalesce(sum(case when state in ('checking', 'open') then 1 else 0 end), 0) as n_open,
    coalesce(sum(case when created_at > :hour_ago then 1 else 0 end), 0) as n_last_hour,
    coalesce(sum(case when arxiv_id = :arxiv_id and created_at > :month_ago then 1 else 0 end), 0) as n_on_paper
from contributions
where author_id = :author_id;

-- name: count_accepted(place_id, known, known_words)
select author_id, count(*) as n
from contributions
where state = 'accepted' and author_id <> 0 and (:place_id = 0 or place_id = :place_id) and finding not like :known
  and finding not like :known_words and author_id not in (select user_id from hidden_names)
group by author_id
order by n desc, author_id;

-- name: get_contributors(place_id, since, known, known_words)
select c.author_id, count(*) as n, max(h.hidden_at) as hidden_at
from contributions c
left join hidden_names h on h.user_id = c.author_id
where c.state = 'accepted' and c.author_id <> 0 and c.place_id = :place_id and c.decided_at >= :since
  and c.finding not like :known and c.finding not like :known_words
group by c.author_id
order by n desc, c.author_id;

-- name: count_accepted_of(author_id, place_id, known, known_words)^
select
    coalesce(sum(case when place_id = :place_id then 1 else 0 end), 0) as n_here,
    count(*) as n_everywhere
from contributions
where state = 'accepted' and author_id = :author_id and finding not like :known and finding not like :known_words;

-- name: place_review(contribution_id, review_channel_id, review_message_id)!
update contributions set review_channel_id = :review_channel_id, review_message_id = :review_message_id
where contribution_id = :contribution_id;

-- name: mark_told(contribution_id, revision)!
update contributions set notice_owed = 0
where contribution_id = :contribution_id and notice_owed = :revision;

-- name: get_to_tell(before)
select * from contributions
where notice_owed <> 0 and updated_at <= :before
order by updated_at, contribution_id;

-- name: set_vote(contribution_id, user_id, agrees, voted_at, member_since)!
insert into votes (contribution_id, user_id, agrees, voted_at, member_since)
values (:contribution_id, :user_id, :agrees, :voted_at, :member_since)
on conflict (contribution_id, user_id) do update set
    agrees = excluded.agrees, voted_at = excluded.voted_at, member_since = excluded.member_since;

-- name: drop_vote(contribution_id, user_id)!
delete from votes
where contribution_id = :contribution_id and user_id = :user_id;

-- name: drop_votes(contribution_id)!
delete from votes
where contribution_id = :contribution_id;

-- name: get_votes(contribution_id)
select user_id, agrees, voted_at, member_since
from votes
where contribution_id = :contribution_id;

-- name: record_contribution(contribution_id, arxiv_id, kind, way, value, evidence_url, note, author_id, place_id, channel_id, answer_id, source_id, state, at)^
insert into contributions
    (contribution_id, arxiv_id, kind, way, value, evidence_url, note, author_id, place_id, channel_id, answer_id,
     source_id, state, created_at, updated_at)
values
    (:contribution_id, :arxiv_id, :kind, :way, :value, :evidence_url, :note, :author_id, :place_id, :channel_id,
     :answer_id, :source_id, :state, :at, :at)
on conflict (place_id, author_id, arxiv_id, kind, way) where state = 'open' do update set
    value = excluded.value, evidence_url = excluded.evidence_url, note = excluded.note,
    channel_id = excluded.channel_id, answer_id = excluded.answer_id, source_id = excluded.source_id,
    updated_at = excluded.updated_at
returning contribution_id;

-- name: withdraw_reaction(place_id, author_id, arxiv_id, value, at)!
update contributions
set state = 'withdrawn', updated_at = :at
where place_id = :place_id and author_id = :author_id and arxiv_id = :arxiv_id and kind = 'status'
  and way = 'reaction' and value = :value and state = 'open';

-- name: get_open_contributions(arxiv_id, place_id)
select contribution_id, arxiv_id, kind, way, value, evidence_url, note, author_id, place_id, channel_id, answer_id,
       source_id, state, created_at
from contributions
where arxiv_id = :arxiv_id and place_id = :place_id and state = 'open'
order by created_at, contribution_id;

-- Contributions are checked, decided and counted. Verdict emblems were contributions: they become reactions, which are counted apart.
drop index one_open_contribution;

drop index contributions_by_paper;

create table reactions (
    message_id bigint not null,
    user_id bigint not null,
    sign text not null,
    place_id bigint not null,
    arxiv_id text not null,
    reacted_at bigint not null,
    member_since bigint,
    primary key (message_id, user_id, sign)
);

create index reactions_by_paper on reactions (place_id, arxiv_id, user_id);

insert into reactions (message_id, user_id, sign, place_id, arxiv_id, reacted_at)
select answer_id, author_id, value, place_id, arxiv_id, min(created_at)
from contributions
where way = 'reaction' and state = 'open'
group by answer_id, author_id, value, place_id, arxiv_id;

delete from contributions where way = 'reaction';

update contributions set state = 'withdrawn'
where state = 'open' and exists (
    select 1 from contributions as newer
    where newer.place_id = contributions.place_id and newer.author_id = contributions.author_id
      and newer.arxiv_id = contributions.arxiv_id and newer.kind = contributions.kind and newer.state = 'open'
      and (newer.updated_at > contributions.updated_at
           or (newer.updated_at = contributions.updated_at and newer.contribution_id > contributions.contribution_id))
);

alter table contributions add column value_key text not null default '';
alter table contributions add column claim text not null default 'own';
alter table contributions add column guild_id bigint not null default 0;
alter table contributions add column finding text not null default '';
alter table contributions add column repository text;
alter table contributions add column is_shared integer not null default 0;
alter table contributions add column is_locked integer not null default 0;
alter table contributions add column is_proven integer not null default 0;
alter table contributions add column decided_by text not null default '';
alter table contributions add column decider_id bigint not null default 0;
alter table contributions add column decided_at bigint;
alter table contributions add column reason text not null default '';
alter table contributions add column review_channel_id bigint not null default 0;
alter table contributions add column review_message_id bigint not null default 0;
alter table contributions add column told_at bigint;
alter table contributions add column revision integer not null default 1;

-- A guild's id is its place; a direct message has its channel for a place.
update contributions set guild_id = place_id where place_id <> channel_id;

-- What was kept before is checked when the bot starts. Until then its own id stands for its value.
update contributions set value_key = contribution_id, state = 'checking' where state = 'open';

create unique index one_open_contribution
    on contributions (place_id, author_id, arxiv_id, kind) where state in ('checking', 'open');

create unique index one_open_value
    on contributions (place_id, arxiv_id, kind, claim, value_key) where state in ('checking', 'open');

create index contributions_by_paper on contributions (arxiv_id, state, place_id);

create index contributions_by_author on contributions (author_id, created_at);

create index contributions_by_source on contributions (source_id);

create index contributions_by_state on contributions (state, updated_at);

create table votes (
    contribution_id text not null references contributions (contribution_id),
    user_id bigint not null,
    agrees integer not null,
    voted_at bigint not null,
    member_since bigint,
    primary key (contribution_id, user_id)
);

create table contribution_events (
    event_id text primary key,
    contribution_id text not null references contributions (contribution_id),
    happened_at bigint not null,
    act text not null,
    state text not null,
    decided_by text not null,
    actor_id bigint not null,
    value text not null,
    reason text not null
);

create index contribution_events_by_contribution on contribution_events (contribution_id, happened_at);

-- place_id 0 stands for every place.
create table blocks (
    place_id bigint not null,
    user_id bigint not null,
    blocked_by bigint not null,
    blocked_at bigint not null,
    primary key (place_id, user_id)
);

create table frozen_papers (
    place_id bigint not null,
    arxiv_id text not null,
    frozen_by bigint not null,
    frozen_at bigint not null,
    primary key (place_id, arxiv_id)
);

-- People who do not want to be named beside what they found.
create table hidden_names (
    user_id bigint primary key,
    hidden_at bigint not null
);

create index answers_by_sent on answers (sent_at);

-- Until when the bot has heard everything that was said, by Discord's shard: of another number of shards each has other servers.
create table shards (
    shard_count bigint not null,
    shard_id bigint not null,
    alive_at bigint not null,
    primary key (shard_count, shard_id)
);

insert into shards (shard_count, shard_id, alive_at)
select (select max(shard_id) + 1 from alive), shard_id, alive_at
from alive;

drop table alive;

-- Channels with an answer that is forgotten, and when it was given: what is missed there is read back all the same.
create table answered_channels (
    channel_id bigint primary key,
    guild_id bigint not null,
    answered_at bigint not null
);

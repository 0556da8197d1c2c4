-- What servers decide, and the whole life of an answer.
-- shown_at: the moment as of which the message shows all that is known; 0 while an edit of it is owed.
-- reply_channel_id: where the reply stands, 0 where it stands beside its message. pointed: the papers that are only pointed to.
-- removed_at: the answer was taken away and its message still stands: it is not to be answered again.
alter table answers add column form text not null default 'full';
alter table answers add column pointed text not null default '[]';
alter table answers add column reply_channel_id bigint not null default 0;
alter table answers add column frozen integer not null default 0;
alter table answers add column shown_at bigint not null default 0;
alter table answers add column removed_at bigint;
update answers set shown_at = coalesce(sent_at, 0);

create index answers_by_channel on answers (channel_id, intended_at);

create index owed_edits on answers (shown_at) where shown_at = 0;

-- settings: JSON of what differs from the defaults of the program.
create table guild_settings (
    guild_id bigint primary key,
    settings text not null,
    changed_at bigint not null
);

-- Until when the bot has heard everything that was said, by Discord's shard.
create table alive (
    shard_id bigint primary key,
    alive_at bigint not null
);

-- What a server was told, so that it is told once.
create table notices (
    guild_id bigint not null,
    what text not null,
    told_at bigint not null,
    primary key (guild_id, what)
);

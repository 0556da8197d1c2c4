-- What people decide for themselves; settings: JSON of what differs from the defaults of the program.
create table person_settings (
    person_id bigint primary key,
    settings text not null,
    changed_at bigint not null
);

-- Servers that the bot left or was sent away from, and since when.
create table left_guilds (
    guild_id bigint primary key,
    left_at bigint not null
);

create index answers_by_asker on answers (asker_id);

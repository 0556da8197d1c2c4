-- How far each file was imported. source: what tells the file from others; position: bytes read; n_*: lines so far.
create table imports (
    source text primary key,
    position bigint not null,
    n_lines bigint not null,
    n_changed bigint not null,
    n_left_out bigint not null
);

-- When the last request of all processes to a service was started.
create table gates (
    name text primary key,
    started_at bigint not null
);

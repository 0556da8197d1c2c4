-- Acts of one moment keep their order: step is the revision that the act made.
alter table contribution_events add column step bigint not null default 0;

-- notice_owed: the revision whose decision a contribution's author is still to be told; 0 for none. It takes told_at's place.
alter table contributions add column notice_owed bigint not null default 0;

alter table contributions drop column told_at;

create index owed_notices on contributions (updated_at) where notice_owed <> 0;

-- name: record_watch(watch_id, person_id, kind, value, channel_id, guild_id, told, at)^
insert into watches (watch_id, person_id, kind, value, channel_id, guild_id, told, told_at, created_at, problem)
values (:watch_id, :person_id, :kind, :value, :channel_id, :guild_id, :told, :at, :at, '')
on conflict (person_id, kind, value, channel_id) do nothing
returning watch_id;

-- name: count_watches(person_id)$
select count(*) from watches where person_id = :person_id;

-- name: get_watches_of(person_id)
select * from watches
where person_id = :person_id
order by created_at, watch_id;

-- name: forget_watch(watch_id, person_id)!
delete from watches
where watch_id = :watch_id and person_id = :person_id;

-- name: get_changed_papers(most)
select w.*, p.title, s.status, s.scanned_at
from watches w
join papers p on p.arxiv_id = w.value
join scans s on s.arxiv_id = w.value
where w.kind = 'paper'
  and s.status <> w.told
  and s.status <> 'fog'
  and s.result not like '%"awaits_full_text":true%'
  and s.scanned_at > w.told_at
  and not exists (select 1 from scans n where n.arxiv_id = s.arxiv_id and n.scanned_at > s.scanned_at)
order by s.scanned_at, w.watch_id
limit :most;

-- name: get_searches()
select kind, value, min(told_at) as told_at
from watches
where kind <> 'paper'
group by kind, value
order by kind, value;

-- name: get_watches_for(kind, value)
select * from watches
where kind = :kind and value = :value
order by created_at, watch_id;

-- name: record_told(watch_id, told, told_at, problem)!
update watches
set told = :told, told_at = :told_at, problem = :problem
where watch_id = :watch_id;

-- name: get_lines_of_day(person_id, day)$
select n_lines from notice_days where person_id = :person_id and day = :day;

-- name: add_lines_of_day(person_id, day, n_lines)!
insert into notice_days (person_id, day, n_lines)
values (:person_id, :day, :n_lines)
on conflict (person_id, day) do update set n_lines = notice_days.n_lines + excluded.n_lines;

-- name: forget_days_before(day)!
delete from notice_days where day < :day;

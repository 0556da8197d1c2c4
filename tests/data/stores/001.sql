-- Rows as the first version of the store wrote them (schema 1), made for the tests. :at is a moment in epoch milliseconds.
insert into papers
values ('2401.00001', 2, 'Soft Actors', 'We act.', '["Ada"]', '["cs.LG","cs.AI"]', :at, :at, null, null, null, :at);

insert into scans
values ('s1', '2401.00001', 'ghosted', :at, '{"arxiv_id":"2401.00001","status":"ghosted","confidence":"low","reason":"nothing","evidence":[{"kind":"fact","text":"t","source":"s","url":"","seen_at":"2026-11-24T12:00:00Z"}],"unreachable":[],"scanned_at":"2026-11-24T12:00:00Z"}');

insert into answers
values (1, 2, 3, 4, '[{"arxiv_id":"2401.00001","version":null}]', 0, 11, :at, :at);

insert into contributions
values ('abc234', '2401.00001', 'status', 'reaction', 'alive', '', '', 4, 3, 2, 11, 0, 'open', :at, :at);

insert into contributions
values ('def567', '2401.00001', 'code', 'form', 'https://github.com/a/b', '', '', 4, 3, 2, 11, 0, 'open', :at, :at);

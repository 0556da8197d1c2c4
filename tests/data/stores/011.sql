-- Rows as the store of schema 11 wrote them, in tables that later schemas change, made for the tests. :at is a moment in epoch milliseconds.
insert into alive
values (0, :at), (1, :at + 5000);

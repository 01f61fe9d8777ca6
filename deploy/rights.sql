-- Run by a superuser in Påfyll's database, and again as often as one likes. The tables belong to pafyll_tables, who
-- makes and alters them (migrate) and copies them (backup). The pages and the work log in as pafyll, who reads and
-- writes rows: no fault in a page can take away a table, a wall between people or what keeps history as it was written.
GRANT EXECUTE ON FUNCTION pg_switch_wal() TO pafyll_tables;
GRANT USAGE ON SCHEMA public TO pafyll;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pafyll;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pafyll;
ALTER DEFAULT PRIVILEGES FOR ROLE pafyll_tables IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pafyll;
ALTER DEFAULT PRIVILEGES FOR ROLE pafyll_tables IN SCHEMA public GRANT USAGE ON SEQUENCES TO pafyll;

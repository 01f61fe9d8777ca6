#!/bin/sh
# Once, when the database is made: its user owns it, and is no superuser, so that the walls between people hold for it.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(cat /run/secrets/database_password)" <<'SQL'
CREATE ROLE pafyll LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE pafyll OWNER pafyll;
\connect pafyll
GRANT EXECUTE ON FUNCTION pg_switch_wal() TO pafyll;
SQL

#!/bin/sh
# Once, when the database is made: one user who owns the tables, and one whom the pages log in as (rights.sql).
# Neither is a superuser, so that the walls between people hold for both.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v pages="$(cat /run/secrets/database_password)" \
    -v tables="$(cat /run/secrets/tables_password)" <<'SQL'
CREATE ROLE pafyll_tables LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS PASSWORD :'tables';
CREATE ROLE pafyll LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'pages';
CREATE DATABASE pafyll OWNER pafyll_tables;
SQL
psql -v ON_ERROR_STOP=1 -U postgres -d pafyll -f /rights.sql

-- What only the superuser can do, once per cluster, in database "postgres": everything after this is done by the
-- administrator, fleetadmin, who is no superuser.
--
-- Plain statements, each safe to repeat, no transaction control and no psql commands: psql or any driver can run them one by one.
-- No password stands here. fleetadmin cannot log in with a password until one is set (the tool sets a SCRAM verifier).
--
-- On a managed server nobody is given the superuser. Run the same file as the administrator the service created; what
-- differs there stands under "Managed" at each statement.
--
-- No extension is needed: gen_random_uuid() has been built in since PostgreSQL 13.

-- The administrator: makes the database and the roles, owns the tables. Never an application's login.
-- Managed (Azure, RDS): the same statement, as the administrator the service created; it may lend CREATEROLE and CREATEDB.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'fleetadmin') THEN
    CREATE ROLE fleetadmin LOGIN CREATEROLE CREATEDB NOSUPERUSER NOREPLICATION NOBYPASSRLS;
  END IF;
END
$$;

-- A fleetadmin found here is brought to the same attributes.
-- Managed (Azure, RDS): leave out NOSUPERUSER NOREPLICATION NOBYPASSRLS, which only a superuser may even name in ALTER ROLE.
ALTER ROLE fleetadmin LOGIN CREATEROLE CREATEDB NOSUPERUSER NOREPLICATION NOBYPASSRLS;

-- By default everyone may connect to every database and make temporary tables there. Not to these two.
-- Managed (Azure, RDS): the same statements where your administrator owns the database. Where the service owns it they only
-- warn (01006, nothing revoked): then keep nothing in these databases.
REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
REVOKE CONNECT, TEMPORARY ON DATABASE template1 FROM PUBLIC;

-- fleetadmin has to stand somewhere while it says CREATE DATABASE.
-- Managed (Azure, RDS): unnecessary where the REVOKE above only warned.
GRANT CONNECT ON DATABASE postgres TO fleetadmin;

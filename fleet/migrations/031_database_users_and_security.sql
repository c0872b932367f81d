-- Logins that may only do their work, and an audit no login can write.
--
-- fleet_webapp, fleet_readonly   groups without login: every grant is theirs
-- fleet_webapp_user              login, member of fleet_webapp, at most 50 connections
-- fleet_readonly_user            login, member of fleet_readonly, at most 20 connections
-- fleet_across_tenants           group without login: reads every tenant's rows, and writes none
-- fleet_jobs_user                login, member of fleet_across_tenants, at most 10 connections: jobs and sign-in, each use on record
-- fleet_audit                    without login and without members: owns the audits' functions and alone may INSERT there
--
-- What lies between "from access.yaml" and "end of what access.yaml says" is written by
--   dal access plan --into 031_database_users_and_security
-- where this file is not applied yet; the rest is written by hand.
--
-- Run as the owner of the database (fleetadmin), who needs CREATEROLE. No password stands here: until one is set as a SCRAM
-- verifier, the logins cannot log in with a password.
--
-- The runner takes one section of this file in one transaction. By hand, take the section too (a whole file would run "down"
-- straight after "up"):
--   awk '/^-- migrate:/ {on = /:up/} on' 031_database_users_and_security.sql | psql -X -1 -v ON_ERROR_STOP=1 -U fleetadmin -d fleetdb
-- In "verify" each SELECT returns one boolean, which must be true; its column name says what it proves.
--
-- Roles belong to the cluster, grants to a database. Several databases of one cluster may run this file: "up" takes roles it
-- finds only when they hold no more power than these; "down" cleans its own database and drops the roles only when no other
-- database still uses them.
--
-- "down" gives PUBLIC back what PostgreSQL 15 gives by default (CONNECT and TEMPORARY on the database, USAGE on schema
-- public). Whoever had taken these away before 031 takes them away again after it.
--
-- Run on PostgreSQL 15 and 17. From 16 on CREATEROLE reaches only roles one has ADMIN on: all of these are the administrator's own
-- making, and so it has.

-- migrate:up

-- ── Who runs this ──
-- A REVOKE by someone who may not grant only warns, so the right to is made sure of first.
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_database
    WHERE datname = current_database() AND pg_catalog.pg_get_userbyid(datdba) = current_user
  ) THEN
    RAISE EXCEPTION 'role "%" does not own database "%"', current_user, current_database()
      USING HINT = 'Run this migration as the owner of the database.';
  END IF;
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_namespace
    WHERE nspname = 'public' AND pg_catalog.pg_has_role(current_user, nspowner, 'USAGE')
  ) THEN
    RAISE EXCEPTION 'role "%" does not own schema public of database "%"', current_user, current_database()
      USING HINT = 'As superuser: ALTER SCHEMA public OWNER TO pg_database_owner.';
  END IF;
END
$$;

-- ── Roles ──
-- Roles belong to the cluster: another database of it may have run this file, or be running it at this moment. Limits and
-- settings do not come with membership, so they stand on each login. They are the defaults of its sessions, and a session may
-- change its own: they stop accidents, the grants below stop everything else.
-- from access.yaml: roles
-- Where another database of the server is making a role, CREATE ROLE waits for it and then finds it there.
DO $$
DECLARE
  statement text;
BEGIN
  FOREACH statement IN ARRAY ARRAY[
    'CREATE ROLE "fleet_webapp" NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE "fleet_readonly" NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE "fleet_across_tenants" NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE "fleet_audit" NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE "fleet_webapp_user" LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 50',
    'CREATE ROLE "fleet_readonly_user" LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20',
    'CREATE ROLE "fleet_jobs_user" LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10'
  ] LOOP
    BEGIN
      EXECUTE statement;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- judged in the next statement
    END;
  END LOOP;
END
$$;
-- A role that was there is taken only as it is wanted.
DO $$
DECLARE
  surprises text;
BEGIN
  WITH wanted (name, login, connections, groups, members) AS (
    VALUES
      ('fleet_webapp'::name, false, -1, ARRAY[]::name[], ARRAY['fleet_webapp_user']::name[]),
      ('fleet_readonly'::name, false, -1, ARRAY[]::name[], ARRAY['fleet_readonly_user']::name[]),
      ('fleet_across_tenants'::name, false, -1, ARRAY[]::name[], ARRAY['fleet_jobs_user']::name[]),
      ('fleet_audit'::name, false, -1, ARRAY[]::name[], ARRAY[]::name[]),
      ('fleet_webapp_user'::name, true, 50, ARRAY['fleet_webapp']::name[], ARRAY[]::name[]),
      ('fleet_readonly_user'::name, true, 20, ARRAY['fleet_readonly']::name[], ARRAY[]::name[]),
      ('fleet_jobs_user'::name, true, 10, ARRAY['fleet_across_tenants']::name[], ARRAY[]::name[])
  ), surprise AS (
    SELECT format('%s has attributes other than these', w.name) AS what
    FROM wanted AS w
    JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
    WHERE r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls OR NOT r.rolinherit
       OR r.rolcanlogin <> w.login OR r.rolconnlimit <> w.connections
    UNION ALL
    SELECT format('%s is a member of %s', m.member::regrole, m.roleid::regrole)
    FROM wanted AS w
    JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
    JOIN pg_catalog.pg_auth_members AS m ON r.oid IN (m.member, m.roleid)
    JOIN pg_catalog.pg_roles AS other ON other.oid IN (m.member, m.roleid) AND other.oid <> r.oid
    WHERE (m.admin_option OR other.rolname <> ALL (CASE r.oid WHEN m.member THEN w.groups ELSE w.members END))
      AND NOT (other.oid = m.member AND other.rolsuper)
      AND (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
        OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))
  )
  SELECT string_agg(DISTINCT what, '; ' ORDER BY what) INTO surprises FROM surprise;
  IF surprises IS NOT NULL THEN
    RAISE EXCEPTION 'roles of this name exist already and are not as wanted: %', surprises
      USING HINT = 'Find out who made them; correct or drop them, then run this migration again.';
  END IF;
END
$$;
-- fleet_webapp_user is declared to be a member of fleet_webapp
GRANT "fleet_webapp" TO "fleet_webapp_user";
-- fleet_readonly_user is declared to be a member of fleet_readonly
GRANT "fleet_readonly" TO "fleet_readonly_user";
-- fleet_jobs_user is declared to be a member of fleet_across_tenants
GRANT "fleet_across_tenants" TO "fleet_jobs_user";
-- Written only where they differ: two databases of the server that write the same at once would collide.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('fleet_webapp_user', 'idle_in_transaction_session_timeout=60s', 'ALTER ROLE "fleet_webapp_user" SET idle_in_transaction_session_timeout = ''60s'''),
      ('fleet_webapp_user', 'lock_timeout=10s', 'ALTER ROLE "fleet_webapp_user" SET lock_timeout = ''10s'''),
      ('fleet_webapp_user', 'statement_timeout=30s', 'ALTER ROLE "fleet_webapp_user" SET statement_timeout = ''30s'''),
      ('fleet_readonly_user', 'default_transaction_read_only=on', 'ALTER ROLE "fleet_readonly_user" SET default_transaction_read_only = ''on'''),
      ('fleet_readonly_user', 'idle_in_transaction_session_timeout=120s', 'ALTER ROLE "fleet_readonly_user" SET idle_in_transaction_session_timeout = ''120s'''),
      ('fleet_readonly_user', 'lock_timeout=5s', 'ALTER ROLE "fleet_readonly_user" SET lock_timeout = ''5s'''),
      ('fleet_readonly_user', 'statement_timeout=60s', 'ALTER ROLE "fleet_readonly_user" SET statement_timeout = ''60s'''),
      ('fleet_jobs_user', 'default_transaction_read_only=on', 'ALTER ROLE "fleet_jobs_user" SET default_transaction_read_only = ''on'''),
      ('fleet_jobs_user', 'idle_in_transaction_session_timeout=120s', 'ALTER ROLE "fleet_jobs_user" SET idle_in_transaction_session_timeout = ''120s'''),
      ('fleet_jobs_user', 'lock_timeout=5s', 'ALTER ROLE "fleet_jobs_user" SET lock_timeout = ''5s'''),
      ('fleet_jobs_user', 'statement_timeout=300s', 'ALTER ROLE "fleet_jobs_user" SET statement_timeout = ''300s''')
    ) AS setting (login, entry, statement)
  LOOP
    IF NOT EXISTS (
      SELECT FROM pg_catalog.pg_db_role_setting AS s
      JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
      WHERE r.rolname = wanted.login AND s.setdatabase = 0 AND wanted.entry = ANY (s.setconfig)
    ) THEN
      EXECUTE wanted.statement;
    END IF;
  END LOOP;
END
$$;
-- end of what access.yaml says

-- ── The audit ──
-- Names of columns and the row's key, never a value. No foreign key: it outlives the tenants it names.
CREATE TABLE public.db_user_audit (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at               timestamptz NOT NULL DEFAULT clock_timestamp(),
  login            text NOT NULL,
  application_name text NOT NULL,
  tenant           uuid,
  table_name       text NOT NULL,
  operation        text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')),
  key              text,
  changed_columns  text[] NOT NULL
);
CREATE INDEX db_user_audit_tenant_at ON public.db_user_audit (tenant, at);
COMMENT ON TABLE public.db_user_audit IS 'Who changed which row: written by triggers through fleet_audit, by no login.';

-- Who read across tenants, and why. No login can read it, and none can write it but by the function below.
CREATE TABLE public.across_tenants_audit (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at               timestamptz NOT NULL DEFAULT clock_timestamp(),
  login            text NOT NULL,
  application_name text NOT NULL,
  reason           text NOT NULL CONSTRAINT across_tenants_audit_reason_given CHECK (btrim(reason) <> '')
);
COMMENT ON TABLE public.across_tenants_audit IS 'Who read across tenants and why: written by record_across_tenants_use alone.';

-- The rows that an earlier "down" of this file put aside.
-- lint-ignore drop-table no application reads them there
-- lint-ignore irreversible-undeclared the rows are in the audit again
DO $$
BEGIN
  IF to_regclass('dal.retained_audit') IS NOT NULL THEN
    INSERT INTO public.db_user_audit
      (id, at, login, application_name, tenant, table_name, operation, key, changed_columns)
      OVERRIDING SYSTEM VALUE
      SELECT id, at, login, application_name, tenant, table_name, operation, key, changed_columns FROM dal.retained_audit;
    PERFORM setval(pg_get_serial_sequence('public.db_user_audit', 'id'), max(id)) FROM public.db_user_audit;
    DROP TABLE dal.retained_audit;
  END IF;
  IF to_regclass('dal.retained_across_tenants_audit') IS NOT NULL THEN
    INSERT INTO public.across_tenants_audit (id, at, login, application_name, reason) OVERRIDING SYSTEM VALUE
      SELECT id, at, login, application_name, reason FROM dal.retained_across_tenants_audit;
    PERFORM setval(pg_get_serial_sequence('public.across_tenants_audit', 'id'), max(id)) FROM public.across_tenants_audit;
    DROP TABLE dal.retained_across_tenants_audit;
  END IF;
END
$$;

-- Argument: the column that names the tenant. Runs as fleet_audit, so session_user is the login and current_user is not; its
-- search_path holds nothing anybody else can write to.
CREATE FUNCTION public.record_db_user_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
  before  jsonb := CASE WHEN TG_OP IN ('UPDATE', 'DELETE') THEN to_jsonb(OLD) ELSE '{}' END;
  after   jsonb := CASE WHEN TG_OP IN ('UPDATE', 'INSERT') THEN to_jsonb(NEW) ELSE '{}' END;
  subject jsonb := CASE WHEN TG_OP = 'INSERT' THEN after ELSE before END;
BEGIN
  INSERT INTO public.db_user_audit (login, application_name, tenant, table_name, operation, key, changed_columns)
  SELECT session_user, current_setting('application_name'), (subject ->> TG_ARGV[0])::uuid, TG_TABLE_NAME, TG_OP, subject ->> 'id',
         ARRAY (
           SELECT column_name
           FROM jsonb_each(after) AS now_there (column_name, value)
           WHERE value <> coalesce(before -> column_name, 'null')
           ORDER BY column_name
         );
  RETURN NULL;
END
$function$;

-- What a login calls before it reads across tenants; it commits that before it reads.
CREATE FUNCTION public.record_across_tenants_use(reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $function$
  INSERT INTO public.across_tenants_audit (login, application_name, reason)
  VALUES (session_user, current_setting('application_name'), reason)
$function$;

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.tenants
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.users
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.drivers
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.vehicles
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.vendors
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.inspections
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.work_orders
  FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit('tenant_id');

-- TRUNCATE fires no row's trigger and only the owner may do it: one row says that it happened, without tenant and key.
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.tenants
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.users
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.drivers
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.vehicles
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.vendors
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.inspections
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.work_orders
  FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit('tenant_id');

-- To give a function away one must be a member of its new owner, and that owner must be allowed to CREATE in the schema: both
-- for this moment only, and undone by the transaction if it fails.
GRANT fleet_audit TO CURRENT_USER;
GRANT CREATE ON SCHEMA public TO fleet_audit;
-- lint-ignore owner-change fleet_audit has no login and no members, and alone may insert into the audits
ALTER FUNCTION public.record_db_user_audit() OWNER TO fleet_audit;
-- lint-ignore owner-change as above
ALTER FUNCTION public.record_across_tenants_use(text) OWNER TO fleet_audit;
REVOKE CREATE ON SCHEMA public FROM fleet_audit;
REVOKE fleet_audit FROM CURRENT_USER;

-- ── Grants ──
-- A trigger's function is called without asking for EXECUTE, so nobody needs it. The administrator too writes the audits only
-- through their functions; as the owner it could grant itself the right again, which is then to be seen in the table's
-- privileges. SELECT stays, for people and for pg_dump. What is granted by default is for what the administrator will create in
-- schema public; a later migration narrows what is to be narrower.
-- from access.yaml: grants
-- to act for fleet_audit; taken back below
GRANT "fleet_audit" TO CURRENT_USER;
-- PUBLIC, every role there is, keeps what is declared alone
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
REVOKE USAGE ON SCHEMA "public" FROM PUBLIC;
-- fleetadmin is declared to do less with this table
REVOKE ALL ON TABLE "public"."across_tenants_audit", "public"."db_user_audit" FROM "fleetadmin";
-- PUBLIC, every role there is, keeps what is declared alone
REVOKE EXECUTE ON ROUTINE "public"."record_across_tenants_use"(reason text), "public"."record_db_user_audit"() FROM
  PUBLIC;
REVOKE EXECUTE ON ROUTINE "public"."touch_row"() FROM PUBLIC;
-- declared for fleet_webapp
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "fleet_webapp"', current_database());
END
$$;
-- declared for fleet_readonly
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "fleet_readonly"', current_database());
END
$$;
-- declared for fleet_across_tenants
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "fleet_across_tenants"', current_database());
END
$$;
-- declared for fleet_webapp
GRANT USAGE ON SCHEMA "public" TO "fleet_webapp";
-- declared for fleet_readonly
GRANT USAGE ON SCHEMA "public" TO "fleet_readonly";
-- declared for fleet_across_tenants
GRANT USAGE ON SCHEMA "public" TO "fleet_across_tenants";
-- declared for fleet_audit
GRANT USAGE ON SCHEMA "public" TO "fleet_audit";
-- fleetadmin is declared to do less with this table
GRANT SELECT ON TABLE "public"."across_tenants_audit", "public"."db_user_audit" TO "fleetadmin";
-- declared for fleet_audit
GRANT INSERT ON TABLE "public"."across_tenants_audit", "public"."db_user_audit" TO "fleet_audit";
-- declared for fleet_webapp
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE "public"."drivers", "public"."inspections", "public"."users",
  "public"."vehicles", "public"."vendors", "public"."work_orders" TO "fleet_webapp";
-- declared for fleet_readonly
GRANT SELECT ON TABLE "public"."drivers", "public"."inspections", "public"."open_work_orders",
  "public"."overdue_inspections", "public"."tenants", "public"."users", "public"."vehicle_models", "public"."vehicles",
  "public"."vendors", "public"."work_orders" TO "fleet_readonly";
-- declared for fleet_across_tenants
GRANT SELECT ON TABLE "public"."drivers", "public"."inspections", "public"."open_work_orders",
  "public"."overdue_inspections", "public"."tenants", "public"."users", "public"."vehicle_models", "public"."vehicles",
  "public"."vendors", "public"."work_orders" TO "fleet_across_tenants";
-- declared for fleet_webapp
GRANT SELECT ON TABLE "public"."open_work_orders", "public"."overdue_inspections", "public"."tenants",
  "public"."vehicle_models" TO "fleet_webapp";
GRANT USAGE ON SEQUENCE "public"."work_order_number_seq" TO "fleet_webapp";
-- declared for fleet_across_tenants
GRANT EXECUTE ON ROUTINE "public"."record_across_tenants_use"(reason text) TO "fleet_across_tenants";
-- what fleetadmin makes later is not PUBLIC's
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
-- what fleetadmin makes later is fleet_webapp's as "*" says
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" GRANT USAGE ON SEQUENCES TO "fleet_webapp";
-- what fleetadmin makes later is fleet_across_tenants's as "*" says
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" GRANT SELECT ON TABLES TO "fleet_across_tenants";
-- what fleetadmin makes later is fleet_readonly's as "*" says
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" GRANT SELECT ON TABLES TO "fleet_readonly";
-- what fleetadmin makes later is fleet_webapp's as "*" says
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO
  "fleet_webapp";
-- was needed for the steps above alone
REVOKE "fleet_audit" FROM CURRENT_USER;
-- end of what access.yaml says

-- migrate:down

-- ── Whether the roles go, and who is still working under them ──
-- DROP ROLE would succeed under a live session, which then fails with "invalid role OID". So: no new logins, end the sessions,
-- revoke, drop. NOLOGIN shows outside only with the commit: sessions that slip in are ended once more right before the drop, and
-- what slips in after that stays open without any right. To leave no such session while clients keep reconnecting, stop them
-- or say NOLOGIN for the logins in a transaction of its own beforehand.
--
-- Where another database still uses the roles they stay, with their right to log in; only sessions in this database end.
-- from access.yaml: roles in use
-- A member for this transaction, to end their sessions and to take back what others granted them. Of several
-- databases that roll back at once each waits here for the one before, so that the last sees that it is the last.
GRANT "fleet_webapp", "fleet_readonly", "fleet_across_tenants", "fleet_audit", "fleet_webapp_user", "fleet_readonly_user", "fleet_jobs_user" TO CURRENT_USER;
SELECT set_config('dal.roles_made', ARRAY['fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit', 'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user']::name[]::text, true);
-- A role that another database of this server uses, or whose group it uses, stays as it is.
SELECT set_config('dal.roles_in_use', coalesce(array_agg(DISTINCT role.name), '{}')::text, true)
FROM (VALUES
  ('fleet_webapp'::name, ARRAY['fleet_webapp']::name[]),
  ('fleet_readonly'::name, ARRAY['fleet_readonly']::name[]),
  ('fleet_across_tenants'::name, ARRAY['fleet_across_tenants']::name[]),
  ('fleet_audit'::name, ARRAY['fleet_audit']::name[]),
  ('fleet_webapp_user'::name, ARRAY['fleet_webapp_user', 'fleet_webapp']::name[]),
  ('fleet_readonly_user'::name, ARRAY['fleet_readonly_user', 'fleet_readonly']::name[]),
  ('fleet_jobs_user'::name, ARRAY['fleet_jobs_user', 'fleet_across_tenants']::name[])
) AS role (name, through)
JOIN pg_catalog.pg_roles AS r ON r.rolname = ANY (role.through)
JOIN pg_catalog.pg_shdepend AS d ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
WHERE CASE WHEN d.dbid <> 0 THEN d.dbid <> here.oid
           ELSE d.classid = 'pg_catalog.pg_database'::regclass AND d.objid <> here.oid END;
-- end of what access.yaml says

DO $$
DECLARE
  login name;
BEGIN
  FOR login IN
    SELECT rolname FROM pg_catalog.pg_roles
    WHERE rolcanlogin AND rolname = ANY (current_setting('dal.roles_made')::name[])
      AND rolname <> ALL (current_setting('dal.roles_in_use')::name[])
  LOOP
    EXECUTE format('ALTER ROLE %I NOLOGIN', login);
  END LOOP;
END
$$;

-- They get two seconds to end; a session that does not makes this fail, and nothing has happened but the ended sessions.
DO $$
DECLARE
  deadline CONSTANT timestamptz := clock_timestamp() + interval '2 seconds';
  ending integer[];
BEGIN
  PERFORM pg_stat_clear_snapshot();
  SELECT array_agg(pid) INTO ending
  FROM pg_catalog.pg_stat_activity
  WHERE usename = ANY (current_setting('dal.roles_made')::name[])
    AND (datname = current_database() OR usename <> ALL (current_setting('dal.roles_in_use')::name[]));
  PERFORM pg_terminate_backend(pid) FROM unnest(ending) AS pid;
  LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT array_agg(pid) INTO ending
    FROM pg_catalog.pg_stat_activity
    WHERE pid = ANY (ending) AND usename = ANY (current_setting('dal.roles_made')::name[]);
    EXIT WHEN ending IS NULL;
    IF clock_timestamp() > deadline THEN
      RAISE EXCEPTION 'sessions of the logins do not end: %', ending
        USING HINT = 'See in pg_stat_activity what these pids wait for, then roll back again.';
    END IF;
    PERFORM pg_sleep(0.005);
  END LOOP;
END
$$;

-- ── The audit, its rows kept ──
DROP TRIGGER audit_truncate ON public.work_orders;
-- lint-ignore several-locks the audits of all tables end at once; each statement is short, and the runner tries again
DROP TRIGGER audit_truncate ON public.inspections;
DROP TRIGGER audit_truncate ON public.vendors;
DROP TRIGGER audit_truncate ON public.vehicles;
DROP TRIGGER audit_truncate ON public.drivers;
DROP TRIGGER audit_truncate ON public.users;
DROP TRIGGER audit_truncate ON public.tenants;
DROP TRIGGER audit ON public.work_orders;
DROP TRIGGER audit ON public.inspections;
DROP TRIGGER audit ON public.vendors;
DROP TRIGGER audit ON public.vehicles;
DROP TRIGGER audit ON public.drivers;
DROP TRIGGER audit ON public.users;
DROP TRIGGER audit ON public.tenants;
DROP FUNCTION public.record_db_user_audit();
DROP FUNCTION public.record_across_tenants_use(text);

-- lint-ignore work-under-lock the audit ends here, and its rows are kept
DO $$
BEGIN
  IF EXISTS (SELECT FROM public.db_user_audit) THEN
    IF to_regnamespace('dal') IS NULL THEN
      CREATE SCHEMA dal;
    END IF;
    CREATE TABLE dal.retained_audit AS TABLE public.db_user_audit;
  END IF;
END
$$;
DROP TABLE public.db_user_audit;

-- lint-ignore work-under-lock as above
DO $$
BEGIN
  IF EXISTS (SELECT FROM public.across_tenants_audit) THEN
    IF to_regnamespace('dal') IS NULL THEN
      CREATE SCHEMA dal;
    END IF;
    CREATE TABLE dal.retained_across_tenants_audit AS TABLE public.across_tenants_audit;
  END IF;
END
$$;
DROP TABLE public.across_tenants_audit;

-- ── Grants ──
-- from access.yaml: grants
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM
  "fleet_webapp";
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" REVOKE SELECT ON TABLES FROM "fleet_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" REVOKE SELECT ON TABLES FROM "fleet_across_tenants";
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" IN SCHEMA "public" REVOKE USAGE ON SEQUENCES FROM "fleet_webapp";
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "fleetadmin" GRANT USAGE ON TYPES TO PUBLIC;
REVOKE USAGE ON SEQUENCE "public"."work_order_number_seq" FROM "fleet_webapp";
REVOKE SELECT ON TABLE "public"."open_work_orders", "public"."overdue_inspections", "public"."tenants",
  "public"."vehicle_models" FROM "fleet_webapp";
REVOKE SELECT ON TABLE "public"."drivers", "public"."inspections", "public"."open_work_orders",
  "public"."overdue_inspections", "public"."tenants", "public"."users", "public"."vehicle_models", "public"."vehicles",
  "public"."vendors", "public"."work_orders" FROM "fleet_across_tenants";
REVOKE SELECT ON TABLE "public"."drivers", "public"."inspections", "public"."open_work_orders",
  "public"."overdue_inspections", "public"."tenants", "public"."users", "public"."vehicle_models", "public"."vehicles",
  "public"."vendors", "public"."work_orders" FROM "fleet_readonly";
REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLE "public"."drivers", "public"."inspections", "public"."users",
  "public"."vehicles", "public"."vendors", "public"."work_orders" FROM "fleet_webapp";
REVOKE USAGE ON SCHEMA "public" FROM "fleet_audit";
REVOKE USAGE ON SCHEMA "public" FROM "fleet_across_tenants";
REVOKE USAGE ON SCHEMA "public" FROM "fleet_readonly";
REVOKE USAGE ON SCHEMA "public" FROM "fleet_webapp";
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM "fleet_across_tenants"', current_database());
END
$$;
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM "fleet_readonly"', current_database());
END
$$;
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM "fleet_webapp"', current_database());
END
$$;
GRANT EXECUTE ON ROUTINE "public"."touch_row"() TO PUBLIC;
GRANT USAGE ON SCHEMA "public" TO PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO PUBLIC', current_database());
END
$$;
-- end of what access.yaml says

-- ── Roles ──
-- from access.yaml: roles
-- DROP OWNED takes away what others granted these roles elsewhere in this database, which DROP ROLE would stumble
-- over. It also drops what a role owns, so they must own nothing.
DO $$
DECLARE
  made CONSTANT name[] := current_setting('dal.roles_made');
  in_use CONSTANT name[] := current_setting('dal.roles_in_use');
  going CONSTANT name[] := ARRAY (SELECT name FROM unnest(made) AS name WHERE name <> ALL (in_use));
  going_list CONSTANT text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(going) AS name);
  staying_list CONSTANT text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(made) AS name WHERE name = ANY (in_use));
  left_over text;
BEGIN
  SELECT string_agg(DISTINCT format('%s %s %s', r.rolname,
                      CASE d.deptype WHEN 'o' THEN 'owns' WHEN 'r' THEN 'is named in' ELSE 'has a grant on' END,
                      pg_describe_object(d.classid, d.objid, d.objsubid)), '; ')
  INTO left_over
  FROM pg_catalog.pg_shdepend AS d
  JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
  JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
  WHERE r.rolname = ANY (going) AND d.deptype = 'o'
     OR r.rolname = ANY (in_use) AND r.rolname = ANY (made)
        AND (d.dbid = here.oid OR d.classid = 'pg_catalog.pg_database'::regclass AND d.objid = here.oid);
  IF left_over IS NOT NULL THEN
    RAISE EXCEPTION 'these roles have what this migration did not give them: %', left_over
      USING HINT = 'Revoke it, or give it to another owner; then roll back again.';
  END IF;
  IF going_list IS NOT NULL THEN
    EXECUTE 'DROP OWNED BY ' || going_list;
    PERFORM pg_stat_clear_snapshot();
    PERFORM pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = ANY (going);
    EXECUTE 'DROP ROLE ' || going_list;
  END IF;
  IF staying_list IS NOT NULL THEN
    EXECUTE 'REVOKE ' || staying_list || ' FROM CURRENT_USER';
    RAISE WARNING 'these roles stay, another database of this server uses them: %', staying_list;
  END IF;
END
$$;
-- end of what access.yaml says

-- migrate:verify

-- from access.yaml: proofs
SELECT count(*) = 7 AS "the roles have exactly the attributes declared"
FROM (VALUES
  ('fleet_webapp', false, -1),
  ('fleet_readonly', false, -1),
  ('fleet_across_tenants', false, -1),
  ('fleet_audit', false, -1),
  ('fleet_webapp_user', true, 50),
  ('fleet_readonly_user', true, 20),
  ('fleet_jobs_user', true, 10)
) AS declared (name, login, connections)
JOIN pg_catalog.pg_roles AS r ON r.rolname = declared.name
WHERE r.rolcanlogin = declared.login AND r.rolconnlimit = declared.connections AND r.rolinherit
  AND NOT (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls);
SELECT count(*) = 3 AND bool_and(NOT m.admin_option AND (l.rolname, g.rolname) IN (('fleet_webapp_user', 'fleet_webapp'), ('fleet_readonly_user', 'fleet_readonly'), ('fleet_jobs_user', 'fleet_across_tenants'))) AS "each is a member of its groups and of nothing else"
FROM pg_catalog.pg_auth_members AS m
JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
JOIN pg_catalog.pg_roles AS l ON l.oid = m.member
WHERE l.rolname = ANY (ARRAY['fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit', 'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user']::name[]);
SELECT count(*) = 0 AS "the logins themselves own and hold nothing"
FROM pg_catalog.pg_shdepend AS d
JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
WHERE r.rolname = ANY (ARRAY['fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user']::name[]) AND d.deptype IN ('a', 'o')
  AND (d.dbid = here.oid OR d.classid = 'pg_catalog.pg_database'::regclass AND d.objid = here.oid);
SELECT count(*) = 11 AS "limits and settings stand on each login"
FROM (VALUES
  ('fleet_webapp_user', 'idle_in_transaction_session_timeout', '60s'),
  ('fleet_webapp_user', 'lock_timeout', '10s'),
  ('fleet_webapp_user', 'statement_timeout', '30s'),
  ('fleet_readonly_user', 'default_transaction_read_only', 'on'),
  ('fleet_readonly_user', 'idle_in_transaction_session_timeout', '120s'),
  ('fleet_readonly_user', 'lock_timeout', '5s'),
  ('fleet_readonly_user', 'statement_timeout', '60s'),
  ('fleet_jobs_user', 'default_transaction_read_only', 'on'),
  ('fleet_jobs_user', 'idle_in_transaction_session_timeout', '120s'),
  ('fleet_jobs_user', 'lock_timeout', '5s'),
  ('fleet_jobs_user', 'statement_timeout', '300s')
) AS declared (login, name, value)
JOIN pg_catalog.pg_roles AS r ON r.rolname = declared.login
JOIN pg_catalog.pg_db_role_setting AS s ON s.setrole = r.oid AND s.setdatabase = 0
CROSS JOIN unnest(s.setconfig) AS held (entry)
WHERE lower(split_part(held.entry, '=', 1)) = declared.name
  AND (declared.value IS NULL OR substr(held.entry, position('=' IN held.entry) + 1) = declared.value);
SELECT pg_has_role('fleet_webapp_user', 'fleet_webapp', 'USAGE') AS "fleet_webapp_user is a member of fleet_webapp";
SELECT pg_has_role('fleet_readonly_user', 'fleet_readonly', 'USAGE') AS "fleet_readonly_user is a member of fleet_readonly";
SELECT pg_has_role('fleet_jobs_user', 'fleet_across_tenants', 'USAGE') AS "fleet_jobs_user is a member of fleet_across_tenants";
SELECT count(*) = 0 AS "PUBLIC: no CONNECT, TEMPORARY on 1 database"
FROM pg_catalog.pg_database AS o, aclexplode(coalesce(o.datacl, acldefault('d', o.datdba))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
  AND a.grantee = 0 AND a.privilege_type IN ('CONNECT', 'TEMPORARY');
SELECT count(*) = 0 AS "PUBLIC: no USAGE on 1 schema"
FROM pg_catalog.pg_namespace AS o, aclexplode(coalesce(o.nspacl, acldefault('n', o.nspowner))) AS a
WHERE o.oid IN ('"public"'::regnamespace)
  AND a.grantee = 0 AND a.privilege_type IN ('USAGE');
SELECT count(*) = 0 AS "PUBLIC: no EXECUTE on 2 routines"
FROM pg_catalog.pg_proc AS o, aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace = '"public"'::regnamespace
   AND proname = 'record_across_tenants_use'
   AND pg_get_function_identity_arguments(oid) = 'reason text'), (SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace
  = '"public"'::regnamespace
   AND proname = 'record_db_user_audit'
   AND pg_get_function_identity_arguments(oid) = ''))
  AND a.grantee = 0 AND a.privilege_type IN ('EXECUTE');
SELECT count(*) = 0 AS "PUBLIC: no EXECUTE on 1 routine"
FROM pg_catalog.pg_proc AS o, aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace = '"public"'::regnamespace
   AND proname = 'touch_row'
   AND pg_get_function_identity_arguments(oid) = ''))
  AND a.grantee = 0 AND a.privilege_type IN ('EXECUTE');
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('CONNECT')) AS "fleet_webapp: CONNECT on 1 database"
FROM pg_catalog.pg_database AS o, aclexplode(coalesce(o.datacl, acldefault('d', o.datdba))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
  AND a.grantee = '"fleet_webapp"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('CONNECT')) AS "fleet_readonly: CONNECT on 1 database"
FROM pg_catalog.pg_database AS o, aclexplode(coalesce(o.datacl, acldefault('d', o.datdba))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
  AND a.grantee = '"fleet_readonly"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('CONNECT')) AS "fleet_across_tenants: CONNECT on 1 database"
FROM pg_catalog.pg_database AS o, aclexplode(coalesce(o.datacl, acldefault('d', o.datdba))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
  AND a.grantee = '"fleet_across_tenants"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('USAGE')) AS "fleet_webapp: USAGE on 1 schema"
FROM pg_catalog.pg_namespace AS o, aclexplode(coalesce(o.nspacl, acldefault('n', o.nspowner))) AS a
WHERE o.oid IN ('"public"'::regnamespace)
  AND a.grantee = '"fleet_webapp"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('USAGE')) AS "fleet_readonly: USAGE on 1 schema"
FROM pg_catalog.pg_namespace AS o, aclexplode(coalesce(o.nspacl, acldefault('n', o.nspowner))) AS a
WHERE o.oid IN ('"public"'::regnamespace)
  AND a.grantee = '"fleet_readonly"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('USAGE')) AS "fleet_across_tenants: USAGE on 1 schema"
FROM pg_catalog.pg_namespace AS o, aclexplode(coalesce(o.nspacl, acldefault('n', o.nspowner))) AS a
WHERE o.oid IN ('"public"'::regnamespace)
  AND a.grantee = '"fleet_across_tenants"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('USAGE')) AS "fleet_audit: USAGE on 1 schema"
FROM pg_catalog.pg_namespace AS o, aclexplode(coalesce(o.nspacl, acldefault('n', o.nspowner))) AS a
WHERE o.oid IN ('"public"'::regnamespace)
  AND a.grantee = '"fleet_audit"'::regrole;
SELECT count(*) = 2 AND bool_and(a.privilege_type IN ('SELECT')) AS "fleetadmin: SELECT on 2 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."across_tenants_audit"'::regclass, '"public"."db_user_audit"'::regclass)
  AND a.grantee = '"fleetadmin"'::regrole;
SELECT count(*) = 2 AND bool_and(a.privilege_type IN ('INSERT')) AS "fleet_audit: INSERT on 2 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."across_tenants_audit"'::regclass, '"public"."db_user_audit"'::regclass)
  AND a.grantee = '"fleet_audit"'::regrole;
SELECT count(*) = 24 AND bool_and(a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')) AS "fleet_webapp: SELECT, INSERT, UPDATE, DELETE on 6 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."drivers"'::regclass, '"public"."inspections"'::regclass, '"public"."users"'::regclass,
  '"public"."vehicles"'::regclass, '"public"."vendors"'::regclass, '"public"."work_orders"'::regclass)
  AND a.grantee = '"fleet_webapp"'::regrole;
SELECT count(*) = 10 AND bool_and(a.privilege_type IN ('SELECT')) AS "fleet_readonly: SELECT on 10 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."drivers"'::regclass, '"public"."inspections"'::regclass,
  '"public"."open_work_orders"'::regclass, '"public"."overdue_inspections"'::regclass, '"public"."tenants"'::regclass,
  '"public"."users"'::regclass, '"public"."vehicle_models"'::regclass, '"public"."vehicles"'::regclass,
  '"public"."vendors"'::regclass, '"public"."work_orders"'::regclass)
  AND a.grantee = '"fleet_readonly"'::regrole;
SELECT count(*) = 10 AND bool_and(a.privilege_type IN ('SELECT')) AS "fleet_across_tenants: SELECT on 10 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."drivers"'::regclass, '"public"."inspections"'::regclass,
  '"public"."open_work_orders"'::regclass, '"public"."overdue_inspections"'::regclass, '"public"."tenants"'::regclass,
  '"public"."users"'::regclass, '"public"."vehicle_models"'::regclass, '"public"."vehicles"'::regclass,
  '"public"."vendors"'::regclass, '"public"."work_orders"'::regclass)
  AND a.grantee = '"fleet_across_tenants"'::regrole;
SELECT count(*) = 4 AND bool_and(a.privilege_type IN ('SELECT')) AS "fleet_webapp: SELECT on 4 tables"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) AS a
WHERE o.oid IN ('"public"."open_work_orders"'::regclass, '"public"."overdue_inspections"'::regclass,
  '"public"."tenants"'::regclass, '"public"."vehicle_models"'::regclass)
  AND a.grantee = '"fleet_webapp"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('USAGE')) AS "fleet_webapp: USAGE on 1 sequence"
FROM pg_catalog.pg_class AS o, aclexplode(coalesce(o.relacl, acldefault('s', o.relowner))) AS a
WHERE o.oid IN ('"public"."work_order_number_seq"'::regclass)
  AND a.grantee = '"fleet_webapp"'::regrole;
SELECT count(*) = 1 AND bool_and(a.privilege_type IN ('EXECUTE')) AS "fleet_across_tenants: EXECUTE on 1 routine"
FROM pg_catalog.pg_proc AS o, aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) AS a
WHERE o.oid IN ((SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace = '"public"'::regnamespace
   AND proname = 'record_across_tenants_use'
   AND pg_get_function_identity_arguments(oid) = 'reason text'))
  AND a.grantee = '"fleet_across_tenants"'::regrole;
SELECT count(*) = 0 AND EXISTS (SELECT FROM pg_catalog.pg_default_acl WHERE defaclrole = '"fleetadmin"'::regrole AND
  defaclnamespace = 0
  AND defaclobjtype = 'T') AS "PUBLIC will not get USAGE on new types"
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = 0
  AND defaclobjtype = 'T'
  AND a.grantee = 0
  AND a.privilege_type IN ('USAGE');
SELECT count(*) = 0 AND EXISTS (SELECT FROM pg_catalog.pg_default_acl WHERE defaclrole = '"fleetadmin"'::regrole AND
  defaclnamespace = 0
  AND defaclobjtype = 'f') AS "PUBLIC will not get EXECUTE on new functions"
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = 0
  AND defaclobjtype = 'f'
  AND a.grantee = 0
  AND a.privilege_type IN ('EXECUTE');
SELECT count(*) = 1 AS "fleet_webapp will get USAGE on new sequences"
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = '"public"'::regnamespace
  AND defaclobjtype = 'S'
  AND a.grantee = '"fleet_webapp"'::regrole
  AND a.privilege_type IN ('USAGE');
SELECT count(*) = 1 AS "fleet_across_tenants will get SELECT on new tables"
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = '"public"'::regnamespace
  AND defaclobjtype = 'r'
  AND a.grantee = '"fleet_across_tenants"'::regrole
  AND a.privilege_type IN ('SELECT');
SELECT count(*) = 1 AS "fleet_readonly will get SELECT on new tables"
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = '"public"'::regnamespace
  AND defaclobjtype = 'r'
  AND a.grantee = '"fleet_readonly"'::regrole
  AND a.privilege_type IN ('SELECT');
SELECT count(*) = 4 AS "fleet_webapp will get SELECT, INSERT, UPDATE, DELETE on new "
FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
WHERE defaclrole = '"fleetadmin"'::regrole AND defaclnamespace = '"public"'::regnamespace
  AND defaclobjtype = 'r'
  AND a.grantee = '"fleet_webapp"'::regrole
  AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE');
-- end of what access.yaml says

SELECT count(*) = 0 AS "nobody can act as fleet_audit"
FROM pg_catalog.pg_auth_members AS m
WHERE m.roleid = 'fleet_audit'::regrole
  AND (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true));

SELECT count(*) = 0 AS "PUBLIC holds nothing on the database and in schema public"
FROM (
  SELECT coalesce(datacl, acldefault('d', datdba)) FROM pg_catalog.pg_database WHERE datname = current_database()
  UNION ALL
  SELECT coalesce(nspacl, acldefault('n', nspowner)) FROM pg_catalog.pg_namespace WHERE nspname = 'public'
  UNION ALL
  SELECT coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner))
  FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT coalesce(proacl, acldefault('f', proowner))
  FROM pg_catalog.pg_proc
  WHERE pronamespace = 'public'::regnamespace
    AND pg_get_userbyid(proowner) IN (current_user, 'fleet_audit')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
                    WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = pg_proc.oid AND e.deptype = 'e')
) AS object (privileges), aclexplode(privileges) AS held
WHERE held.grantee = 0;

SELECT count(*) = 2 AND bool_and(held.grantee = 'fleet_audit'::regrole AND held.privilege_type = 'INSERT')
       AS "fleet_audit alone may write the audits, and only add to them"
FROM pg_catalog.pg_class, aclexplode(relacl) AS held
WHERE pg_class.oid IN ('public.db_user_audit'::regclass, 'public.across_tenants_audit'::regclass) AND held.privilege_type <> 'SELECT';

SELECT count(*) = 0 AS "no login but the administrator may read the audits"
FROM pg_catalog.pg_class, aclexplode(relacl) AS held
WHERE pg_class.oid IN ('public.db_user_audit'::regclass, 'public.across_tenants_audit'::regclass) AND held.privilege_type = 'SELECT' AND held.grantee <> relowner;

SELECT count(*) = 2 AS "the audits are written as fleet_audit with a fixed search_path"
FROM pg_catalog.pg_proc
WHERE oid IN ('public.record_db_user_audit()'::regprocedure, 'public.record_across_tenants_use(text)'::regprocedure) AND prosecdef AND proowner = 'fleet_audit'::regrole
  AND proconfig = '{"search_path=pg_catalog, pg_temp"}';

SELECT count(*) = 14 AS "every tenant-owned table and tenants itself report to the audit"
FROM pg_catalog.pg_trigger
WHERE tgfoid = 'public.record_db_user_audit()'::regprocedure AND tgenabled = 'O' AND tgname IN ('audit', 'audit_truncate');

-- Logins that may only do their work, and an audit no login can write.
--
-- fleet_webapp, fleet_readonly   groups without login: every grant is theirs
-- fleet_webapp_user              login, member of fleet_webapp, at most 50 connections
-- fleet_readonly_user            login, member of fleet_readonly, at most 20 connections
-- fleet_across_tenants           group without login: reads every tenant's rows, and writes none
-- fleet_jobs_user                login, member of fleet_across_tenants, at most 10 connections: jobs and sign-in, each use on record
-- fleet_audit                    without login and without members: owns the audits' functions and alone may INSERT there
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
-- Run on PostgreSQL 15. Written with 16 and later in mind, where CREATEROLE reaches only roles one has ADMIN on: all of these are
-- the administrator's own making, and so it has. Not run there.

-- lint-ignore-file default-privileges-without-role they are those of whoever runs this and owns the database, whatever its name

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
-- A role may exist already because another database of the cluster has run this file, or is running it at this moment: then
-- CREATE ROLE waits for that transaction and reports a unique violation.
DO $$
DECLARE
  statement text;
BEGIN
  FOREACH statement IN ARRAY ARRAY[
    'CREATE ROLE fleet_webapp   NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE fleet_readonly NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE fleet_across_tenants NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE fleet_audit    NOLOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
    'CREATE ROLE fleet_webapp_user   LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 50',
    'CREATE ROLE fleet_readonly_user LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20',
    'CREATE ROLE fleet_jobs_user     LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10'
  ] LOOP
    BEGIN
      EXECUTE statement;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- judged in the next statement
    END;
  END LOOP;
END
$$;

-- A role found here is taken only as it is wanted. To repair it silently would hide that somebody had given it more, and
-- a non-superuser could not repair the worst of it anyway.
DO $$
DECLARE
  surprises text;
BEGIN
  WITH wanted (name, login, connections, member_of) AS (
    VALUES ('fleet_webapp'::name, false, -1, '{}'::name[]),
           ('fleet_readonly', false, -1, '{}'),
           ('fleet_across_tenants', false, -1, '{}'),
           ('fleet_audit', false, -1, '{}'),
           ('fleet_webapp_user', true, 50, '{fleet_webapp}'),
           ('fleet_readonly_user', true, 20, '{fleet_readonly}'),
           ('fleet_jobs_user', true, 10, '{fleet_across_tenants}')
  ), surprise AS (
    SELECT format('%s has attributes other than this file gives it', w.name) AS what
    FROM wanted AS w
    JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
    WHERE r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls OR NOT r.rolinherit
       OR r.rolcanlogin <> w.login OR r.rolconnlimit <> w.connections
    UNION ALL
    SELECT format('%s is a member of %s', w.name, g.rolname)
    FROM wanted AS w
    JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
    JOIN pg_catalog.pg_auth_members AS m ON m.member = r.oid
    JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
    WHERE g.rolname <> ALL (w.member_of) OR m.admin_option
    UNION ALL
    -- From 16 on the role's maker has it WITH ADMIN, but neither inherits it nor may set it: that is no surprise. On 15 the two
    -- columns do not exist, and every membership is both.
    SELECT format('%s is a member of fleet_audit', r.rolname)
    FROM pg_catalog.pg_auth_members AS m
    JOIN pg_catalog.pg_roles AS r ON r.oid = m.member
    WHERE m.roleid = 'fleet_audit'::regrole
      AND (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))
  )
  SELECT string_agg(what, '; ' ORDER BY what) INTO surprises FROM surprise;
  IF surprises IS NOT NULL THEN
    RAISE EXCEPTION 'roles of this name exist already and are not as wanted: %', surprises
      USING HINT = 'Find out who made them; correct or drop them, then run this migration again.';
  END IF;
END
$$;

GRANT fleet_webapp TO fleet_webapp_user;
GRANT fleet_readonly TO fleet_readonly_user;
GRANT fleet_across_tenants TO fleet_jobs_user;

-- Limits and settings do not come with membership: they stand on each login. They are the defaults of its sessions, and
-- a session may change its own: they stop accidents, the grants below stop everything else. Written only where they differ,
-- since two databases of a cluster writing the same setting at once would collide ("tuple concurrently updated").
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('fleet_webapp_user',   'statement_timeout',                   '30s'),
      ('fleet_webapp_user',   'idle_in_transaction_session_timeout', '60s'),
      ('fleet_webapp_user',   'lock_timeout',                        '10s'),
      ('fleet_readonly_user', 'statement_timeout',                   '60s'),
      ('fleet_readonly_user', 'idle_in_transaction_session_timeout', '120s'),
      ('fleet_readonly_user', 'lock_timeout',                        '5s'),
      ('fleet_readonly_user', 'default_transaction_read_only',       'on'),
      ('fleet_jobs_user',     'statement_timeout',                   '300s'),
      ('fleet_jobs_user',     'idle_in_transaction_session_timeout', '120s'),
      ('fleet_jobs_user',     'lock_timeout',                        '5s'),
      ('fleet_jobs_user',     'default_transaction_read_only',       'on')
    ) AS setting (login, name, value)
  LOOP
    IF NOT EXISTS (
      SELECT FROM pg_catalog.pg_db_role_setting
      WHERE setrole = wanted.login::regrole AND setdatabase = 0
        AND format('%s=%s', wanted.name, wanted.value) = ANY (setconfig)
    ) THEN
      EXECUTE format('ALTER ROLE %I SET %I = %L', wanted.login, wanted.name, wanted.value);
    END IF;
  END LOOP;
END
$$;

-- ── Nothing for PUBLIC, CONNECT and USAGE for the groups ──
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO fleet_webapp, fleet_readonly, fleet_across_tenants', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit;
-- A trigger's function is called without asking for EXECUTE, so nobody needs it.
REVOKE ALL ON FUNCTION public.touch_row() FROM PUBLIC;

-- ── What the groups may do with what is there ──
GRANT SELECT, INSERT, UPDATE, DELETE
  ON public.users, public.vehicles, public.drivers, public.vendors, public.inspections, public.work_orders
  TO fleet_webapp;
GRANT SELECT ON public.tenants, public.vehicle_models, public.overdue_inspections, public.open_work_orders TO fleet_webapp;
GRANT USAGE ON SEQUENCE public.work_order_number_seq TO fleet_webapp;

GRANT SELECT
  ON public.users, public.vehicles, public.drivers, public.vendors, public.inspections, public.work_orders,
     public.tenants, public.vehicle_models, public.overdue_inspections, public.open_work_orders
  TO fleet_readonly, fleet_across_tenants;

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

-- Its own INSERT included: the administrator too writes here only through the trigger. As the owner it could grant itself
-- the right again; that is then to be seen in the table's privileges. SELECT stays, for people and for pg_dump.
REVOKE ALL ON public.db_user_audit, public.across_tenants_audit FROM CURRENT_USER;
GRANT SELECT ON public.db_user_audit, public.across_tenants_audit TO CURRENT_USER;
GRANT INSERT ON public.db_user_audit, public.across_tenants_audit TO fleet_audit;

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
REVOKE ALL ON FUNCTION public.record_db_user_audit(), public.record_across_tenants_use(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.record_across_tenants_use(text) TO fleet_across_tenants;
GRANT fleet_audit TO CURRENT_USER;
GRANT CREATE ON SCHEMA public TO fleet_audit;
-- lint-ignore owner-change fleet_audit has no login and no members, and alone may insert into the audits
ALTER FUNCTION public.record_db_user_audit() OWNER TO fleet_audit;
-- lint-ignore owner-change as above
ALTER FUNCTION public.record_across_tenants_use(text) OWNER TO fleet_audit;
REVOKE CREATE ON SCHEMA public FROM fleet_audit;
REVOKE fleet_audit FROM CURRENT_USER;

-- ── What comes later ──
-- For what the administrator will create in schema public. A later migration narrows what is to be narrower.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fleet_webapp;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO fleet_webapp;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO fleet_readonly, fleet_across_tenants;
-- PUBLIC's built-in EXECUTE and USAGE can only be taken away for all schemas at once.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

-- migrate:down

-- ── Whether the roles go, and who is still working under them ──
-- DROP ROLE would succeed under a live session, which then fails with "invalid role OID". So: no new logins, end the sessions,
-- revoke, drop. NOLOGIN shows outside only with the commit: sessions that slip in are ended once more right before the drop, and
-- what slips in after that stays open without any right. To leave no such session while clients keep reconnecting, stop them
-- or say NOLOGIN for the logins in a transaction of its own beforehand.
--
-- A CREATEROLE administrator is not a member of these roles, and without that may neither end their sessions nor DROP OWNED.
-- It becomes one for this transaction, which takes it back in the last statement or by failing. Of several databases rolling
-- back at once each waits here for the one before, so that the last sees that it is the last.
GRANT fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit,
  fleet_webapp_user, fleet_readonly_user, fleet_jobs_user TO CURRENT_USER;

-- Where another database still uses the roles they stay, with their right to log in; only sessions in this database end.
SELECT set_config('fleet.roles_go', (NOT EXISTS (
  SELECT
  FROM pg_catalog.pg_shdepend AS d
  JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
  JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
  WHERE r.rolname IN ('fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit',
                    'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user')
    AND CASE WHEN d.dbid <> 0 THEN d.dbid <> here.oid
             ELSE d.classid = 'pg_catalog.pg_database'::regclass AND d.objid <> here.oid END
))::text, true);

DO $$
BEGIN
  IF current_setting('fleet.roles_go')::boolean THEN
    ALTER ROLE fleet_webapp_user NOLOGIN;
    ALTER ROLE fleet_readonly_user NOLOGIN;
    ALTER ROLE fleet_jobs_user NOLOGIN;
  END IF;
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
  WHERE usename IN ('fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user')
    AND (datname = current_database() OR current_setting('fleet.roles_go')::boolean);
  PERFORM pg_terminate_backend(pid) FROM unnest(ending) AS pid;
  LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT array_agg(pid) INTO ending
    FROM pg_catalog.pg_stat_activity
    WHERE pid = ANY (ending) AND usename IN ('fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user');
    EXIT WHEN ending IS NULL;
    IF clock_timestamp() > deadline THEN
      RAISE EXCEPTION 'sessions of the logins do not end: %', ending
        USING HINT = 'See in pg_stat_activity what these pids wait for, then roll back again.';
    END IF;
    PERFORM pg_sleep(0.005);
  END LOOP;
END
$$;

-- ── Default privileges ──
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM fleet_webapp;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM fleet_webapp;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM fleet_readonly, fleet_across_tenants;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON ROUTINES TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC;

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

-- ── Grants: whatever the groups hold in schema public, the grants of default privileges included ──
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants;
REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants;
REVOKE ALL ON SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit;
GRANT EXECUTE ON FUNCTION public.touch_row() TO PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM fleet_webapp, fleet_readonly, fleet_across_tenants', current_database());
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO PUBLIC', current_database());
END
$$;

-- ── Roles ──
-- DROP OWNED takes away what others granted these roles elsewhere in this database, which DROP ROLE would stumble over. It also
-- drops what a role owns, so they must own nothing; and it revokes on other databases too, so it runs only when none uses them.
DO $$
DECLARE
  left_over text;
  login name;
BEGIN
  IF NOT current_setting('fleet.roles_go')::boolean THEN
    SELECT string_agg(DISTINCT format('%s on %s', r.rolname, pg_describe_object(d.classid, d.objid, d.objsubid)), '; ')
    INTO left_over
    FROM pg_catalog.pg_shdepend AS d
    JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
    JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
    WHERE r.rolname IN ('fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit',
                    'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user')
      AND (d.dbid = here.oid OR d.classid = 'pg_catalog.pg_database'::regclass AND d.objid = here.oid);
    IF left_over IS NOT NULL THEN
      RAISE EXCEPTION 'grants made outside this migration are left in this database: %', left_over
        USING HINT = 'Revoke them, then roll back again.';
    END IF;
    REVOKE fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit,
  fleet_webapp_user, fleet_readonly_user, fleet_jobs_user FROM CURRENT_USER;
    RAISE WARNING 'the roles stay: another database of this cluster uses them';
    RETURN;
  END IF;

  SELECT string_agg(DISTINCT format('%s owns %s', r.rolname, pg_describe_object(d.classid, d.objid, d.objsubid)), '; ')
  INTO left_over
  FROM pg_catalog.pg_shdepend AS d
  JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
  WHERE r.rolname IN ('fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit',
                    'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user')
    AND d.deptype = 'o';
  IF left_over IS NOT NULL THEN
    RAISE EXCEPTION 'roles to be dropped own objects: %', left_over
      USING HINT = 'Give them to another owner or drop them, then roll back again.';
  END IF;
  DROP OWNED BY fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit,
  fleet_webapp_user, fleet_readonly_user, fleet_jobs_user;

  PERFORM pg_stat_clear_snapshot();
  PERFORM pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
  WHERE usename IN ('fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user');
  DROP ROLE fleet_webapp_user, fleet_readonly_user, fleet_jobs_user, fleet_webapp, fleet_readonly, fleet_across_tenants, fleet_audit;
END
$$;

-- migrate:verify

SELECT count(*) = 7 AS "the seven roles have exactly the attributes wanted"
FROM (VALUES ('fleet_webapp', false, -1), ('fleet_readonly', false, -1), ('fleet_across_tenants', false, -1),
             ('fleet_audit', false, -1), ('fleet_webapp_user', true, 50), ('fleet_readonly_user', true, 20),
             ('fleet_jobs_user', true, 10)) AS wanted (name, login, connections)
JOIN pg_catalog.pg_roles AS r ON r.rolname = wanted.name
WHERE r.rolcanlogin = wanted.login AND r.rolconnlimit = wanted.connections AND r.rolinherit
  AND NOT (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls);

SELECT count(*) = 3 AND bool_and(NOT admin_option AND (g.rolname, l.rolname) IN
         (('fleet_webapp', 'fleet_webapp_user'), ('fleet_readonly', 'fleet_readonly_user'),
          ('fleet_across_tenants', 'fleet_jobs_user')))
       AS "each login is a member of its group and of nothing else"
FROM pg_catalog.pg_auth_members AS m
JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
JOIN pg_catalog.pg_roles AS l ON l.oid = m.member
WHERE l.rolname IN ('fleet_webapp', 'fleet_readonly', 'fleet_across_tenants', 'fleet_audit',
                    'fleet_webapp_user', 'fleet_readonly_user', 'fleet_jobs_user');

SELECT count(*) = 0 AS "nobody can act as fleet_audit"
FROM pg_catalog.pg_auth_members AS m
WHERE m.roleid = 'fleet_audit'::regrole
  AND (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true));

SELECT count(*) = 3 AS "limits and settings stand on each login"
FROM pg_catalog.pg_db_role_setting
WHERE setdatabase = 0
  AND (setrole = 'fleet_webapp_user'::regrole
       AND setconfig @> '{statement_timeout=30s,idle_in_transaction_session_timeout=60s,lock_timeout=10s}'
    OR setrole = 'fleet_readonly_user'::regrole
       AND setconfig @> '{statement_timeout=60s,idle_in_transaction_session_timeout=120s,lock_timeout=5s,default_transaction_read_only=on}'
    OR setrole = 'fleet_jobs_user'::regrole
       AND setconfig @> '{statement_timeout=300s,idle_in_transaction_session_timeout=120s,lock_timeout=5s,default_transaction_read_only=on}');

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

SELECT count(*) = 3 AS "the groups may use schema public, not create in it"
FROM (VALUES ('fleet_webapp'), ('fleet_readonly'), ('fleet_across_tenants')) AS wanted (name)
WHERE has_database_privilege(wanted.name, current_database(), 'CONNECT')
  AND NOT has_database_privilege(wanted.name, current_database(), 'CREATE')
  AND NOT has_database_privilege(wanted.name, current_database(), 'TEMPORARY')
  AND has_schema_privilege(wanted.name, 'public', 'USAGE')
  AND NOT has_schema_privilege(wanted.name, 'public', 'CREATE');

SELECT bool_and(has_table_privilege('fleet_webapp_user', wanted.name, 'SELECT')
            AND has_table_privilege('fleet_webapp_user', wanted.name, 'INSERT') = wanted.written
            AND has_table_privilege('fleet_webapp_user', wanted.name, 'UPDATE') = wanted.written
            AND has_table_privilege('fleet_webapp_user', wanted.name, 'DELETE') = wanted.written
            AND NOT has_table_privilege('fleet_webapp_user', wanted.name, 'TRUNCATE, REFERENCES, TRIGGER')
            AND has_table_privilege('fleet_readonly_user', wanted.name, 'SELECT')
            AND NOT has_table_privilege('fleet_readonly_user', wanted.name, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            AND has_table_privilege('fleet_jobs_user', wanted.name, 'SELECT')
            AND NOT has_table_privilege('fleet_jobs_user', wanted.name, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'))
       AS "each login may do with each table what it should and no more"
FROM (VALUES ('public.users', true), ('public.vehicles', true), ('public.drivers', true), ('public.vendors', true),
             ('public.inspections', true), ('public.work_orders', true), ('public.tenants', false),
             ('public.vehicle_models', false), ('public.overdue_inspections', false), ('public.open_work_orders', false)
     ) AS wanted (name, written);

SELECT has_sequence_privilege('fleet_webapp_user', 'public.work_order_number_seq', 'USAGE')
   AND NOT has_sequence_privilege('fleet_webapp_user', 'public.work_order_number_seq', 'UPDATE')
   AND NOT has_sequence_privilege('fleet_readonly_user', 'public.work_order_number_seq', 'USAGE, SELECT, UPDATE')
   AND NOT has_sequence_privilege('fleet_jobs_user', 'public.work_order_number_seq', 'USAGE, SELECT, UPDATE')
       AS "only the webapp may draw numbers";

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

SELECT count(*) = 1 AS "only fleet_across_tenants may put a reading across tenants on record"
FROM pg_catalog.pg_proc, aclexplode(proacl) AS held
WHERE pg_proc.oid = 'public.record_across_tenants_use(text)'::regprocedure AND held.grantee <> proowner
  AND held.grantee = 'fleet_across_tenants'::regrole AND held.privilege_type = 'EXECUTE' AND NOT held.is_grantable;

SELECT count(*) = 14 AS "every tenant-owned table and tenants itself report to the audit"
FROM pg_catalog.pg_trigger
WHERE tgfoid = 'public.record_db_user_audit()'::regprocedure AND tgenabled = 'O' AND tgname IN ('audit', 'audit_truncate');

SELECT bool_and(found.expected) AND count(*) = 7 AS "default privileges give the groups theirs and PUBLIC nothing"
FROM (
  SELECT (d.defaclobjtype::text, coalesce(r.rolname, 'PUBLIC'), held.privilege_type) IN (
    ('r', 'fleet_webapp', 'SELECT'), ('r', 'fleet_webapp', 'INSERT'), ('r', 'fleet_webapp', 'UPDATE'), ('r', 'fleet_webapp', 'DELETE'),
    ('S', 'fleet_webapp', 'USAGE'), ('r', 'fleet_readonly', 'SELECT'), ('r', 'fleet_across_tenants', 'SELECT')) AS expected
  FROM pg_catalog.pg_default_acl AS d
  CROSS JOIN aclexplode(d.defaclacl) AS held
  LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = held.grantee
  WHERE held.grantee = 0 OR r.rolname IN ('fleet_webapp', 'fleet_readonly', 'fleet_across_tenants')
) AS found;

SELECT count(*) = 2 AS "nothing the administrator creates later is PUBLIC's"
FROM pg_catalog.pg_default_acl
WHERE defaclnamespace = 0 AND defaclrole = current_user::regrole AND defaclobjtype IN ('f', 'T');

-- Row-level security: the groups see and write only rows of the tenant in app.current_tenant_id, and without one no row at all.
-- fleet_across_tenants reads every tenant's rows and writes none: by a policy of its own rather than by BYPASSRLS, so that a new
-- table stays closed to it until somebody opens it.
--
-- The setting is made per transaction: SELECT set_config('app.current_tenant_id', '<uuid>', true). After its transaction it
-- reads back as '' instead of NULL, hence nullif. What is no uuid is an error, not another tenant.
--
-- ENABLE without FORCE: the owner, fleetadmin, is not held by it, because pg_dump as owner would fail. The views carry it along
-- by security_invoker. vehicle_models has no tenant; db_user_audit is read by no login.
--
-- After "down" the groups see every tenant's rows again: stop the applications that rely on this before it.
--
-- Run as the owner of the tables. The runner takes one section of this file in one transaction. By hand, take the section
-- too (a whole file would run "down" straight after "up"):
--   awk '/^-- migrate:/ {on = /:up/} on' 032_row_level_security.sql | psql -X -1 -v ON_ERROR_STOP=1 -U fleetadmin -d fleetdb
-- In "verify" each SELECT returns one boolean, which must be true; its column name says what it proves.

-- lint-ignore-file policy-always-true fleet_across_tenants reads every tenant on purpose, each use on record
-- lint-ignore-file several-locks every table or none; each statement is short, and the runner tries again

-- migrate:up

CREATE POLICY tenant_isolation ON public.tenants TO fleet_webapp, fleet_readonly
  USING (id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.tenants FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.users TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.users FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.drivers TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.drivers FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.drivers ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.vehicles TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.vehicles FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.vehicles ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.vendors TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.vendors FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.vendors ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.inspections TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.inspections FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.inspections ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON public.work_orders TO fleet_webapp, fleet_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
CREATE POLICY every_tenant ON public.work_orders FOR SELECT TO fleet_across_tenants USING (true);
ALTER TABLE public.work_orders ENABLE ROW LEVEL SECURITY;

-- migrate:down

ALTER TABLE public.work_orders DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.work_orders;
DROP POLICY tenant_isolation ON public.work_orders;
ALTER TABLE public.inspections DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.inspections;
DROP POLICY tenant_isolation ON public.inspections;
ALTER TABLE public.vendors DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.vendors;
DROP POLICY tenant_isolation ON public.vendors;
ALTER TABLE public.vehicles DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.vehicles;
DROP POLICY tenant_isolation ON public.vehicles;
ALTER TABLE public.drivers DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.drivers;
DROP POLICY tenant_isolation ON public.drivers;
ALTER TABLE public.users DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.users;
DROP POLICY tenant_isolation ON public.users;
ALTER TABLE public.tenants DISABLE ROW LEVEL SECURITY;
DROP POLICY every_tenant ON public.tenants;
DROP POLICY tenant_isolation ON public.tenants;

-- migrate:verify

SELECT count(*) = 7 AS "row-level security is enabled, and not forced"
FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity
  AND relname IN ('tenants', 'users', 'drivers', 'vehicles', 'vendors', 'inspections', 'work_orders');

-- Permissive policies add up, so another one for the same group could only show more.
SELECT count(*) = 14
   AND bool_and(permissive = 'PERMISSIVE' AND CASE policyname
            WHEN 'tenant_isolation' THEN cmd = 'ALL' AND roles @> '{fleet_webapp,fleet_readonly}' AND cardinality(roles) = 2
            WHEN 'every_tenant' THEN cmd = 'SELECT' AND roles = '{fleet_across_tenants}' AND qual = 'true'
            ELSE false END)
       AS "each has two policies: its tenant's rows for both groups, and every row to read across tenants"
FROM pg_catalog.pg_policies
WHERE schemaname = 'public'
  AND tablename IN ('tenants', 'users', 'drivers', 'vehicles', 'vendors', 'inspections', 'work_orders');

SELECT bool_and(qual = with_check
            AND qual = format('(%s = (NULLIF(current_setting(''app.current_tenant_id''::text, true), ''''::text))::uuid)',
                              CASE tablename WHEN 'tenants' THEN 'id' ELSE 'tenant_id' END))
       AS "each compares the row's tenant with app.current_tenant_id"
FROM pg_catalog.pg_policies
WHERE schemaname = 'public' AND policyname = 'tenant_isolation'
  AND tablename IN ('tenants', 'users', 'drivers', 'vehicles', 'vendors', 'inspections', 'work_orders');

-- What lets a client send a create again without a second row: the key of the request with the answer it got.
--
-- A key belongs to a tenant and, by its hash, to one bearer. Key and request are stored as SHA-256 alone, the answer as it was
-- sent: it is the tenant's own data, and row-level security keeps it so. It is written by the transaction that did the work.
-- Keys live for 24 hours; the application deletes expired ones of a tenant when it meets that tenant's next.
--
-- Only fleet_webapp reaches the table. No audit: what a request changed is audited where it changed it.
--
-- Run as the owner of the database. The runner takes one section of this file in one transaction. By hand, take the section
-- too (a whole file would run "down" straight after "up"):
--   awk '/^-- migrate:/ {on = /:up/} on' 033_idempotency_keys.sql | psql -X -1 -v ON_ERROR_STOP=1 -U fleetadmin -d fleetdb
-- In "verify" each SELECT returns one boolean, which must be true; its column name says what it proves.

-- migrate:up

CREATE TABLE public.idempotency_keys (
  tenant_id    uuid NOT NULL REFERENCES public.tenants (id),
  key_hash     bytea NOT NULL,
  request_hash bytea NOT NULL,
  expires_at   timestamptz NOT NULL DEFAULT now() + interval '24 hours',
  status       smallint,
  location     text,
  entity_tag   text,
  body         text,
  PRIMARY KEY (tenant_id, key_hash),
  CONSTRAINT idempotency_keys_hash_length CHECK (octet_length(key_hash) = 32 AND octet_length(request_hash) = 32),
  CONSTRAINT idempotency_keys_status_range CHECK (status BETWEEN 200 AND 299),
  CONSTRAINT idempotency_keys_answer_whole CHECK (status IS NULL OR body IS NOT NULL)
);
CREATE INDEX idempotency_keys_expiry ON public.idempotency_keys (tenant_id, expires_at);
COMMENT ON TABLE public.idempotency_keys IS 'Answers to creates by Idempotency-Key, for 24 hours.';

-- Default privileges gave the readers SELECT.
REVOKE ALL ON public.idempotency_keys FROM fleet_readonly, fleet_across_tenants;

CREATE POLICY tenant_isolation ON public.idempotency_keys TO fleet_webapp
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

-- migrate:down

DROP TABLE public.idempotency_keys;

-- migrate:verify

SELECT relrowsecurity AND NOT relforcerowsecurity AS "row-level security is enabled, and not forced"
FROM pg_catalog.pg_class WHERE oid = 'public.idempotency_keys'::regclass;

SELECT count(*) = 1 AND bool_and(policyname = 'tenant_isolation' AND cmd = 'ALL' AND roles = '{fleet_webapp}' AND qual = with_check
         AND qual = '(tenant_id = (NULLIF(current_setting(''app.current_tenant_id''::text, true), ''''::text))::uuid)')
       AS "its one policy compares the row's tenant with app.current_tenant_id"
FROM pg_catalog.pg_policies WHERE schemaname = 'public' AND tablename = 'idempotency_keys';

SELECT has_table_privilege('fleet_webapp_user', 'public.idempotency_keys', 'SELECT')
   AND has_table_privilege('fleet_webapp_user', 'public.idempotency_keys', 'INSERT')
   AND has_table_privilege('fleet_webapp_user', 'public.idempotency_keys', 'UPDATE')
   AND has_table_privilege('fleet_webapp_user', 'public.idempotency_keys', 'DELETE')
   AND NOT has_table_privilege('fleet_readonly_user', 'public.idempotency_keys', 'SELECT, INSERT, UPDATE, DELETE')
   AND NOT has_table_privilege('fleet_jobs_user', 'public.idempotency_keys', 'SELECT, INSERT, UPDATE, DELETE')
       AS "the webapp alone reads and writes it";

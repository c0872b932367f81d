-- Tenants, their products, and two logins that may only do their work.

-- migrate:up

CREATE TABLE public.tenants (
  id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL UNIQUE
);

CREATE TABLE public.products (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id      uuid NOT NULL REFERENCES public.tenants (id),
  name           text NOT NULL,
  price_in_cents bigint NOT NULL CHECK (price_in_cents >= 0),
  version        bigint NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, name)
);

-- Groups hold the grants, logins are their members.
CREATE ROLE shop_webapp NOLOGIN;
CREATE ROLE shop_readonly NOLOGIN;
CREATE ROLE shop_webapp_user LOGIN;
CREATE ROLE shop_readonly_user LOGIN;
GRANT shop_webapp TO shop_webapp_user;
GRANT shop_readonly TO shop_readonly_user;

REVOKE ALL ON DATABASE shopdb FROM PUBLIC;
GRANT CONNECT ON DATABASE shopdb TO shop_webapp, shop_readonly;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO shop_webapp, shop_readonly;
GRANT SELECT ON public.tenants, public.products TO shop_webapp, shop_readonly;
GRANT INSERT, UPDATE, DELETE ON public.products TO shop_webapp;

-- What later migrations make is theirs too.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_webapp;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO shop_readonly;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

-- Each tenant sees its own rows, and without a tenant there are none.
CREATE POLICY tenant_isolation ON public.tenants TO shop_webapp, shop_readonly
  USING (id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON public.products TO shop_webapp, shop_readonly
  USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
ALTER TABLE public.products ENABLE ROW LEVEL SECURITY;

-- migrate:down

ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM shop_webapp, shop_readonly;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON ROUTINES TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC;
DROP TABLE public.products;
DROP TABLE public.tenants;
REVOKE ALL ON DATABASE shopdb FROM shop_webapp, shop_readonly;
GRANT CONNECT, TEMPORARY ON DATABASE shopdb TO PUBLIC;
REVOKE ALL ON SCHEMA public FROM shop_webapp, shop_readonly;
GRANT USAGE ON SCHEMA public TO PUBLIC;
DROP ROLE shop_webapp_user, shop_readonly_user, shop_webapp, shop_readonly;

-- migrate:verify

SELECT count(*) = 2 AS "both tables hold each tenant to its own rows"
FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::regnamespace AND relname IN ('tenants', 'products') AND relrowsecurity;

-- The Fleet schema: tenants and what they own, and the vehicle models everyone shares.
--
-- Every tenant-owned table has tenant_id, a unique key (tenant_id, id), and foreign keys that carry tenant_id along, so that
-- no row can refer to another tenant's row, whoever writes it.
--
-- Run as the owner of the database. The runner takes one section of this file in one transaction. By hand, take the section
-- too (a whole file would run "down" straight after "up"):
--   awk '/^-- migrate:/ {on = /:up/} on' 030_fleet_schema.sql | psql -X -1 -v ON_ERROR_STOP=1 -U fleetadmin -d fleetdb
-- In "verify" each SELECT returns one boolean, which must be true; its column name says what it proves.

-- lint-ignore-file tenant-table-unprotected 032 protects the rows, once 031 has made the groups the policies name

-- migrate:up

-- Keeps version, updated_at and created_at honest whatever the client sends. An update that changes nothing does not
-- reach it (see the triggers' WHEN), so repeating a PUT does not raise the version.
CREATE FUNCTION public.touch_row() RETURNS trigger
LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.created_at := OLD.created_at;
  NEW.updated_at := now();
  RETURN NEW;
END
$function$;

CREATE TABLE public.tenants (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name         text NOT NULL CONSTRAINT tenants_name_unique UNIQUE,
  display_name text NOT NULL,
  is_active    boolean NOT NULL DEFAULT true,
  version      bigint NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tenants_name_form CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  CONSTRAINT tenants_display_name_length CHECK (btrim(display_name) <> '' AND length(display_name) <= 200)
);

-- The EPA's models, the same for every tenant: ids, names and figures are theirs. Electric cars have no cylinders and
-- no displacement; a few models have no transmission.
-- lint-ignore small-key the EPA gives out the ids; it has reached five digits
CREATE TABLE public.vehicle_models (
  id    integer PRIMARY KEY,
  make  text NOT NULL,
  model text NOT NULL,
  year  smallint NOT NULL,
  class text NOT NULL,
  trans text,
  drive text NOT NULL,
  cyl   smallint,
  displ numeric(3,1),
  fuel  text NOT NULL,
  hwy   smallint NOT NULL,
  cty   smallint NOT NULL,
  CONSTRAINT vehicle_models_year_range CHECK (year BETWEEN 1900 AND 2100),
  CONSTRAINT vehicle_models_figures_positive CHECK (cyl > 0 AND displ >= 0 AND hwy > 0 AND cty > 0)
);
CREATE INDEX vehicle_models_make ON public.vehicle_models (lower(make));
CREATE INDEX vehicle_models_model ON public.vehicle_models (lower(model));
CREATE INDEX vehicle_models_year ON public.vehicle_models (year);

CREATE TABLE public.users (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid NOT NULL REFERENCES public.tenants (id),
  email        text NOT NULL,
  display_name text NOT NULL,
  role         text NOT NULL DEFAULT 'viewer',
  is_active    boolean NOT NULL DEFAULT true,
  version      bigint NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT users_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 320),
  CONSTRAINT users_display_name_length CHECK (btrim(display_name) <> '' AND length(display_name) <= 200),
  CONSTRAINT users_role_known CHECK (role IN ('owner', 'manager', 'dispatcher', 'mechanic', 'viewer'))
);
CREATE UNIQUE INDEX users_email_unique ON public.users (tenant_id, lower(email));

CREATE TABLE public.drivers (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id          uuid NOT NULL REFERENCES public.tenants (id),
  employee_number    text NOT NULL,
  name               text NOT NULL,
  email              text,
  phone              text,
  license_number     text NOT NULL,
  license_state      text,
  license_class      text,
  license_expires_on date,
  hired_on           date,
  is_active          boolean NOT NULL DEFAULT true,
  version            bigint NOT NULL DEFAULT 1,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT drivers_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT drivers_employee_number_unique UNIQUE (tenant_id, employee_number),
  CONSTRAINT drivers_name_length CHECK (btrim(name) <> '' AND length(name) <= 200),
  CONSTRAINT drivers_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 320)
);
CREATE INDEX drivers_name ON public.drivers (tenant_id, name, id);

CREATE TABLE public.vehicles (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id          uuid NOT NULL REFERENCES public.tenants (id),
  unit_number        text NOT NULL,
  vin                text,
  license_plate      text,
  license_state      text,
  vehicle_model_id   integer REFERENCES public.vehicle_models (id),
  make               text NOT NULL,
  model              text NOT NULL,
  year               smallint NOT NULL,
  odometer           integer NOT NULL DEFAULT 0,
  status             text NOT NULL DEFAULT 'in_service',
  assigned_driver_id uuid,
  purchased_on       date,
  notes              text,
  is_active          boolean NOT NULL DEFAULT true,
  version            bigint NOT NULL DEFAULT 1,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT vehicles_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT vehicles_unit_number_unique UNIQUE (tenant_id, unit_number),
  CONSTRAINT vehicles_vin_unique UNIQUE (tenant_id, vin),
  CONSTRAINT vehicles_assigned_driver_fkey FOREIGN KEY (tenant_id, assigned_driver_id) REFERENCES public.drivers (tenant_id, id),
  CONSTRAINT vehicles_unit_number_length CHECK (btrim(unit_number) <> '' AND length(unit_number) <= 50),
  CONSTRAINT vehicles_vin_form CHECK (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'),
  CONSTRAINT vehicles_year_range CHECK (year BETWEEN 1900 AND 2100),
  CONSTRAINT vehicles_odometer_range CHECK (odometer >= 0),
  CONSTRAINT vehicles_status_known CHECK (status IN ('in_service', 'maintenance', 'out_of_service', 'retired'))
);
CREATE INDEX vehicles_status ON public.vehicles (tenant_id, status);
CREATE INDEX vehicles_assigned_driver ON public.vehicles (tenant_id, assigned_driver_id);
CREATE INDEX vehicles_vehicle_model ON public.vehicles (vehicle_model_id);

CREATE TABLE public.vendors (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid NOT NULL REFERENCES public.tenants (id),
  name         text NOT NULL,
  vendor_type  text NOT NULL DEFAULT 'other',
  contact_name text,
  email        text,
  phone        text,
  address      text,
  city         text,
  state        text,
  zip          text,
  website      text,
  notes        text,
  is_active    boolean NOT NULL DEFAULT true,
  version      bigint NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT vendors_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT vendors_name_length CHECK (btrim(name) <> '' AND length(name) <= 200),
  CONSTRAINT vendors_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 320),
  CONSTRAINT vendors_vendor_type_known
    CHECK (vendor_type IN ('parts', 'repair', 'tires', 'fuel', 'body_shop', 'towing', 'cleaning', 'inspection', 'other'))
);
CREATE UNIQUE INDEX vendors_name_unique ON public.vendors (tenant_id, lower(name));
CREATE INDEX vendors_name ON public.vendors (tenant_id, name, id);

CREATE TABLE public.inspections (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id       uuid NOT NULL REFERENCES public.tenants (id),
  vehicle_id      uuid NOT NULL,
  driver_id       uuid,
  inspection_type text NOT NULL,
  status          text NOT NULL DEFAULT 'pending',
  scheduled_for   timestamptz,
  due_at          timestamptz,
  completed_at    timestamptz,
  odometer        integer,
  defects         jsonb NOT NULL DEFAULT '[]',
  notes           text,
  is_active       boolean NOT NULL DEFAULT true,
  version         bigint NOT NULL DEFAULT 1,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT inspections_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT inspections_vehicle_fkey FOREIGN KEY (tenant_id, vehicle_id) REFERENCES public.vehicles (tenant_id, id),
  CONSTRAINT inspections_driver_fkey FOREIGN KEY (tenant_id, driver_id) REFERENCES public.drivers (tenant_id, id),
  CONSTRAINT inspections_type_known
    CHECK (inspection_type IN ('pre_trip', 'post_trip', 'annual', 'safety', 'emissions')),
  CONSTRAINT inspections_status_known
    CHECK (status IN ('pending', 'in_progress', 'passed', 'failed', 'cancelled')),
  CONSTRAINT inspections_completed_when_decided CHECK (completed_at IS NOT NULL OR status NOT IN ('passed', 'failed')),
  CONSTRAINT inspections_odometer_range CHECK (odometer >= 0),
  CONSTRAINT inspections_defects_array CHECK (jsonb_typeof(defects) = 'array')
);
CREATE INDEX inspections_vehicle ON public.inspections (tenant_id, vehicle_id);
CREATE INDEX inspections_driver ON public.inspections (tenant_id, driver_id);
CREATE INDEX inspections_open ON public.inspections (tenant_id, due_at) WHERE status IN ('pending', 'in_progress');

-- A sequence of its own rather than an identity column: an identity draws numbers without asking for USAGE, and this one is
-- to be a privilege the server checks. One row of numbers for all tenants, with gaps.
CREATE SEQUENCE public.work_order_number_seq AS bigint START WITH 1001;

CREATE TABLE public.work_orders (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id     uuid NOT NULL REFERENCES public.tenants (id),
  number        bigint NOT NULL DEFAULT nextval('public.work_order_number_seq'),
  vehicle_id    uuid NOT NULL,
  vendor_id     uuid,
  inspection_id uuid,
  title         text NOT NULL,
  description   text,
  status        text NOT NULL DEFAULT 'open',
  priority      text NOT NULL DEFAULT 'normal',
  cost          numeric(12,2),
  due_at        timestamptz,
  completed_at  timestamptz,
  is_active     boolean NOT NULL DEFAULT true,
  version       bigint NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT work_orders_tenant_id_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT work_orders_number_unique UNIQUE (tenant_id, number),
  CONSTRAINT work_orders_vehicle_fkey FOREIGN KEY (tenant_id, vehicle_id) REFERENCES public.vehicles (tenant_id, id),
  CONSTRAINT work_orders_vendor_fkey FOREIGN KEY (tenant_id, vendor_id) REFERENCES public.vendors (tenant_id, id),
  CONSTRAINT work_orders_inspection_fkey FOREIGN KEY (tenant_id, inspection_id) REFERENCES public.inspections (tenant_id, id),
  CONSTRAINT work_orders_title_length CHECK (btrim(title) <> '' AND length(title) <= 200),
  CONSTRAINT work_orders_status_known CHECK (status IN ('open', 'in_progress', 'on_hold', 'completed', 'cancelled')),
  CONSTRAINT work_orders_priority_known CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT work_orders_cost_range CHECK (cost >= 0),
  CONSTRAINT work_orders_completed_at_known CHECK (completed_at IS NOT NULL OR status <> 'completed')
);
ALTER SEQUENCE public.work_order_number_seq OWNED BY public.work_orders.number;
CREATE INDEX work_orders_vehicle ON public.work_orders (tenant_id, vehicle_id);
CREATE INDEX work_orders_vendor ON public.work_orders (tenant_id, vendor_id);
CREATE INDEX work_orders_inspection ON public.work_orders (tenant_id, inspection_id);
CREATE INDEX work_orders_status ON public.work_orders (tenant_id, status, due_at);

CREATE TRIGGER touch_row BEFORE UPDATE ON public.tenants
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.users
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.drivers
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.vehicles
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.vendors
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.inspections
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();
CREATE TRIGGER touch_row BEFORE UPDATE ON public.work_orders
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_row();

-- security_invoker: the reader's own privileges and row-level security apply, not those of the view's owner.
CREATE VIEW public.overdue_inspections WITH (security_invoker = true) AS
  SELECT i.id, i.tenant_id, i.vehicle_id, v.unit_number, i.driver_id, i.inspection_type, i.status, i.due_at
  FROM public.inspections AS i
  JOIN public.vehicles AS v ON v.tenant_id = i.tenant_id AND v.id = i.vehicle_id
  WHERE i.status IN ('pending', 'in_progress') AND i.due_at < now();

CREATE VIEW public.open_work_orders WITH (security_invoker = true) AS
  SELECT w.id, w.tenant_id, w.number, w.title, w.status, w.priority, w.due_at, w.vehicle_id, v.unit_number,
         w.vendor_id, d.name AS vendor_name
  FROM public.work_orders AS w
  JOIN public.vehicles AS v ON v.tenant_id = w.tenant_id AND v.id = w.vehicle_id
  LEFT JOIN public.vendors AS d ON d.tenant_id = w.tenant_id AND d.id = w.vendor_id
  WHERE w.status IN ('open', 'in_progress', 'on_hold');

-- migrate:down

DROP VIEW public.open_work_orders;
DROP VIEW public.overdue_inspections;
DROP TABLE public.work_orders;
DROP TABLE public.inspections;
DROP TABLE public.vendors;
DROP TABLE public.vehicles;
DROP TABLE public.drivers;
DROP TABLE public.users;
DROP TABLE public.vehicle_models;
DROP TABLE public.tenants;
DROP FUNCTION public.touch_row();

-- migrate:verify

SELECT count(*) = 8 AS "the eight tables exist"
FROM pg_catalog.pg_tables
WHERE schemaname = 'public' AND tablename IN
  ('tenants', 'users', 'vehicles', 'drivers', 'vendors', 'inspections', 'work_orders', 'vehicle_models');

SELECT count(*) = 6 AS "every tenant-owned table has tenant_id uuid not null"
FROM pg_catalog.pg_attribute
WHERE attrelid IN ('public.users'::regclass, 'public.vehicles'::regclass, 'public.drivers'::regclass,
                   'public.vendors'::regclass, 'public.inspections'::regclass, 'public.work_orders'::regclass)
  AND attname = 'tenant_id' AND atttypid = 'uuid'::regtype AND attnotnull;

-- A foreign key from one tenant-owned table to another has to pair tenant_id with tenant_id.
SELECT count(*) = 6 AND bool_and(pairs_tenants) AS "no row can refer to another tenant's row"
FROM (
  SELECT EXISTS (
    SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, theirs)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'tenant_id'
    JOIN pg_catalog.pg_attribute AS b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs AND b.attname = 'tenant_id'
  ) AS pairs_tenants
  FROM pg_catalog.pg_constraint AS k
  WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
    AND k.conrelid IN ('public.vehicles'::regclass, 'public.inspections'::regclass, 'public.work_orders'::regclass)
    AND k.confrelid NOT IN ('public.tenants'::regclass, 'public.vehicle_models'::regclass)
) AS foreign_keys;

SELECT count(*) = 7 AS "the server keeps version and updated_at of seven tables"
FROM pg_catalog.pg_trigger
WHERE tgname = 'touch_row' AND tgfoid = 'public.touch_row()'::regprocedure AND tgenabled = 'O';

SELECT count(*) = 2 AS "the views run with their reader's privileges"
FROM pg_catalog.pg_class
WHERE oid IN ('public.overdue_inspections'::regclass, 'public.open_work_orders'::regclass)
  AND 'security_invoker=true' = ANY (reloptions);

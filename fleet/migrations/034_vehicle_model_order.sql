-- The order in which vehicle models are listed, as an index: a page that begins after a cursor is read from where it begins,
-- instead of sorting 33,442 rows for each.
--
-- Run as the owner of the tables. The runner takes one section of this file in one transaction. By hand, take the section
-- too (a whole file would run "down" straight after "up"):
--   awk '/^-- migrate:/ {on = /:up/} on' 034_vehicle_model_order.sql | psql -X -1 -v ON_ERROR_STOP=1 -U fleetadmin -d fleetdb
-- In "verify" each SELECT returns one boolean, which must be true; its column name says what it proves.

-- migrate:up

-- lint-ignore index-not-concurrent 33,442 rows that nobody writes: the index is there within a tenth of a second
CREATE INDEX vehicle_models_order ON public.vehicle_models (make, model, year, id);

-- migrate:down

-- lint-ignore index-drop-not-concurrent nobody writes the table, and readers are in each other's way for a moment only
DROP INDEX public.vehicle_models_order;

-- migrate:verify

SELECT count(*) = 1 AS "the index serves the order of the lists"
FROM pg_catalog.pg_index
WHERE indexrelid = to_regclass('public.vehicle_models_order') AND indisvalid;

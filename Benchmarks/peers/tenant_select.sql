\set tenant random(100, 199)
\set id :tenant * 1000 + random(0, 999)
BEGIN;
SELECT set_config('app.current_tenant_id', '00000000-0000-0000-0000-000000000' || :tenant, true);
SELECT id, title FROM documents WHERE id = :id;
COMMIT;

extension CatalogueChange {
    static let objects: [CatalogueChange] = [
        .init("CREATE SCHEMA extra", undo: "DROP SCHEMA extra", "schema extra"),
        .init("ALTER SCHEMA app OWNER TO owner_one", undo: "ALTER SCHEMA app OWNER TO postgres", "schema app", "owner"),
        .init(
            "ALTER TYPE app.mood RENAME VALUE 'sad' TO 'low'", undo: "ALTER TYPE app.mood RENAME VALUE 'low' TO 'sad'",
            "type app.mood", "labels"),
        .init(
            "ALTER TYPE app.pair ADD ATTRIBUTE c date", undo: "ALTER TYPE app.pair DROP ATTRIBUTE c",
            "type app.pair", "column c"),
        .init(
            "ALTER TYPE app.pair OWNER TO owner_one", undo: "ALTER TYPE app.pair OWNER TO postgres",
            "type app.pair", "owner"),
        .init(
            "ALTER DOMAIN app.code SET NOT NULL", undo: "ALTER DOMAIN app.code DROP NOT NULL",
            "domain app.code", "definition"),
        .init(
            "ALTER DOMAIN app.code ADD CONSTRAINT short CHECK (length(VALUE) < 9)",
            undo: "ALTER DOMAIN app.code DROP CONSTRAINT short", "domain app.code", "constraint short"),
        .init(
            "COMMENT ON CONSTRAINT code_form ON DOMAIN app.code IS 'x'",
            undo: "COMMENT ON CONSTRAINT code_form ON DOMAIN app.code IS NULL", "domain app.code",
            "constraint code_form comment"),
        .init("DROP TYPE app.span", undo: "CREATE TYPE app.span AS RANGE (subtype = float8)", "type app.span"),
        .init(
            "CREATE OR REPLACE FUNCTION app.twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + a'",
            undo:
                "CREATE OR REPLACE FUNCTION app.twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a * 2'",
            "function app.twice(integer)", "definition"),
        .init(
            "ALTER FUNCTION app.twice(integer) SECURITY DEFINER",
            undo: "ALTER FUNCTION app.twice(integer) SECURITY INVOKER",
            "function app.twice(integer)", "definition"),
        .init(
            "ALTER FUNCTION app.twice(integer) SET search_path = app",
            undo: "ALTER FUNCTION app.twice(integer) RESET search_path", "function app.twice(integer)", "definition"),
        .init(
            "ALTER FUNCTION app.twice(integer) DEPENDS ON EXTENSION hstore",
            undo: "ALTER FUNCTION app.twice(integer) NO DEPENDS ON EXTENSION hstore", "function app.twice(integer)",
            "depends on extension hstore"),
        .init(
            "DROP PROCEDURE app.work()", undo: "CREATE PROCEDURE app.work() LANGUAGE sql AS 'SELECT 1'",
            "procedure app.work()"),
        .init(
            "CREATE OR REPLACE AGGREGATE app.total(integer) (sfunc = app.add, stype = integer, initcond = '7')",
            undo: "CREATE OR REPLACE AGGREGATE app.total(integer) (sfunc = app.add, stype = integer)",
            "aggregate app.total(integer)", "definition"),
        .init(
            "ALTER OPERATOR app.@+ (integer, integer) OWNER TO owner_one",
            undo: "ALTER OPERATOR app.@+ (integer, integer) OWNER TO postgres", "operator app.@+(integer,integer)",
            "owner"),
        .init(
            "ALTER OPERATOR FAMILY app.order_family USING btree ADD OPERATOR 1 <(integer, bigint)",
            undo: "ALTER OPERATOR FAMILY app.order_family USING btree DROP OPERATOR 1 (integer, bigint)",
            "operator family app.order_family using btree",
            "operator 1 (integer, bigint)"),
        .init(
            "DROP CAST (app.mood AS integer)",
            undo: "CREATE CAST (app.mood AS integer) WITH FUNCTION app.to_code(app.mood)",
            "cast from app.mood to integer"),
        .init(
            "DROP CONVERSION app.change",
            undo: "CREATE CONVERSION app.change FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8",
            "conversion app.change"),
        .init(
            "ALTER COLLATION app.german OWNER TO owner_one", undo: "ALTER COLLATION app.german OWNER TO postgres",
            "collation app.german", "owner"),
        .init(
            "ALTER TEXT SEARCH DICTIONARY app.stems (Accept = false)",
            undo: "ALTER TEXT SEARCH DICTIONARY app.stems (Accept)", "text search dictionary app.stems", "definition"),
        .init(
            "ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH english_stem",
            undo: "ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH simple",
            "text search configuration app.words", "mapping of token type 2"),
        .init(
            "ALTER EVENT TRIGGER watching DISABLE", undo: "ALTER EVENT TRIGGER watching ENABLE",
            "event trigger watching", "state"),
        .init(
            "ALTER SERVER far OPTIONS (SET host 'elsewhere')", undo: "ALTER SERVER far OPTIONS (SET host 'localhost')",
            "foreign server far", "options"),
        .init(
            "ALTER USER MAPPING FOR reader SERVER far OPTIONS (DROP user)",
            undo: "ALTER USER MAPPING FOR reader SERVER far OPTIONS (ADD user 'me')", "foreign server far",
            "user mapping for reader"),
        .init(
            "ALTER PUBLICATION news SET (publish = 'insert')",
            undo: "ALTER PUBLICATION news SET (publish = 'insert, update, delete, truncate')", "publication news",
            "definition"),
        .init(
            "ALTER PUBLICATION news SET TABLE app.makers (id) WHERE (id > 1)",
            undo: "ALTER PUBLICATION news SET TABLE app.makers", "publication news", "table app.makers"),
        .init(
            "ALTER PUBLICATION news ADD TABLES IN SCHEMA app", undo: "ALTER PUBLICATION news DROP TABLES IN SCHEMA app",
            "publication news", "schema app"),
        .init(
            "ALTER SUBSCRIPTION feed SET (synchronous_commit = on)",
            undo: "ALTER SUBSCRIPTION feed SET (synchronous_commit = off)", "subscription feed", "definition"),
        .init("DROP EXTENSION hstore", undo: "CREATE EXTENSION hstore SCHEMA public", "extension hstore"),
        .init(
            "COMMENT ON EXTENSION postgres_fdw IS 'x'",
            undo: "COMMENT ON EXTENSION postgres_fdw IS 'foreign-data wrapper for remote PostgreSQL servers'",
            "extension postgres_fdw", "comment"),
        .init(
            "ALTER LARGE OBJECT 424242 OWNER TO owner_one", undo: "ALTER LARGE OBJECT 424242 OWNER TO postgres",
            "large object 424242", "owner"),
        .init(
            "COMMENT ON SCHEMA public IS 'ours'", undo: "COMMENT ON SCHEMA public IS 'standard public schema'",
            "schema public", "comment"),
    ]
}

/// A change of a catalogue, what undoes it, and where it is to be seen.
struct CatalogueChange: Sendable {
    let change: String
    let undo: String
    /// The object that the readable form is to name.
    let object: String
    /// What it is to say there; nil where the object comes or goes as a whole.
    let fact: String?

    init(_ change: String, undo: String, _ object: String, _ fact: String? = nil) {
        self.change = change
        self.undo = undo
        self.object = object
        self.fact = fact
    }

    /// What the changes are made to: one object of every kind.
    static let scene: [String] = [
        "CREATE ROLE owner_one", "CREATE ROLE reader", "CREATE ROLE writer LOGIN VALID UNTIL 'infinity'",
        "CREATE SCHEMA app", "CREATE EXTENSION postgres_fdw SCHEMA public", "CREATE EXTENSION hstore SCHEMA public",
        "CREATE TYPE app.mood AS ENUM ('sad', 'glad')", "CREATE TYPE app.pair AS (a integer, b text)",
        "CREATE DOMAIN app.code AS text CONSTRAINT code_form CHECK (VALUE ~ '^[a-z]+$')",
        "CREATE TYPE app.span AS RANGE (subtype = float8)",
        "CREATE FUNCTION app.twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a * 2'",
        "CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE FUNCTION app.add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b'",
        "CREATE FUNCTION app.to_code(app.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
        "CREATE PROCEDURE app.work() LANGUAGE sql AS 'SELECT 1'",
        "CREATE AGGREGATE app.total(integer) (sfunc = app.add, stype = integer)",
        "CREATE TABLE app.makers (id integer PRIMARY KEY, name text)",
        """
        CREATE TABLE app.cars (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, gone integer,
            maker integer CONSTRAINT cars_maker REFERENCES app.makers, price numeric(10,2), note text,
            doubled integer GENERATED ALWAYS AS (gone * 2) STORED)
        """,
        "ALTER TABLE app.cars DROP COLUMN doubled", "CREATE INDEX cars_name ON app.cars (name)",
        "CREATE TRIGGER touched BEFORE UPDATE ON app.cars FOR EACH ROW EXECUTE FUNCTION app.touch()",
        "CREATE RULE quiet AS ON DELETE TO app.makers DO INSTEAD NOTHING",
        "CREATE POLICY own ON app.cars FOR SELECT TO reader USING (gone = 1)",
        "CREATE VIEW app.names AS SELECT name FROM app.cars",
        "CREATE MATERIALIZED VIEW app.counts AS SELECT count(*) FROM app.cars",
        "CREATE SEQUENCE app.numbers", "CREATE STATISTICS app.related ON name, note FROM app.cars",
        "CREATE TABLE app.events (at date NOT NULL, what text) PARTITION BY RANGE (at)",
        "CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
        "CREATE TABLE app.parent (a integer)", "CREATE TABLE app.child (a integer, b integer) INHERITS (app.parent)",
        "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', dbname 'x')",
        "CREATE USER MAPPING FOR reader SERVER far OPTIONS (user 'me', password 'hush')",
        "CREATE FOREIGN TABLE app.remote (a integer) SERVER far", "CREATE PUBLICATION news FOR TABLE app.makers",
        "CREATE COLLATION app.german (provider = icu, locale = 'de')",
        "CREATE TEXT SEARCH DICTIONARY app.stems (template = pg_catalog.simple)",
        "CREATE TEXT SEARCH CONFIGURATION app.words (copy = pg_catalog.simple)",
        "CREATE OPERATOR app.@+ (function = app.add, leftarg = integer, rightarg = integer)",
        "CREATE CAST (app.mood AS integer) WITH FUNCTION app.to_code(app.mood)",
        "CREATE EVENT TRIGGER watching ON ddl_command_end WHEN TAG IN ('CREATE CONVERSION') EXECUTE FUNCTION app.watch()",
        "CREATE OPERATOR FAMILY app.order_family USING btree",
        "CREATE CONVERSION app.change FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8",
        "SELECT pg_catalog.lo_create(424242)",
        "CREATE SUBSCRIPTION feed CONNECTION 'host=nowhere password=hush' PUBLICATION news WITH (connect = false)",
    ]
}

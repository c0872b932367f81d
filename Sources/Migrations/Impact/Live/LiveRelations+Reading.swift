import PostgresDriver

extension LiveRelations {
    /// Reads the relations of those names, and what locks on them may reach, as they stand now.
    ///
    /// - Throws: What the connection throws; a size waits for whoever holds an ACCESS EXCLUSIVE lock, as long as the
    ///   session's `lock_timeout` lets it.
    static func read(
        _ names: some Collection<RelationName>, from connection: PostgresConnection
    ) async throws(DatabaseError) -> LiveRelations {
        guard !names.isEmpty else { return LiveRelations() }
        let (schemas, relations) = (names.map(\.schema), names.map(\.name))
        let oids = try await connection.query(LiveQuery.reach(schemas: schemas, names: relations))
            .map { row throws(DatabaseError) in try row.decode(Int.self, at: 0) }
        let answers = try await connection.pipeline([
            LiveQuery.relations(oids), LiveQuery.foreignKeys(oids), LiveQuery.columns(oids),
        ]).map { answer throws(DatabaseError) in try answer.get() }
        var found: [Int: LiveRelation] = [:]
        for row in answers[0] {
            let relation = try LiveRelation(row)
            found[relation.oid] = relation
        }
        for row in answers[1] {
            found[try row.decode("relation")]?.foreignKeys.append(
                LiveRelation.ForeignKey(
                    name: try row.decode("name"), columns: try row.decode("columns"), other: try row.decode("other"),
                    isOwn: try row.decode("is_own")))
        }
        for row in answers[2] {
            found[try row.decode("relation")]?.columns[try row.decode("name")] = LiveColumn(
                typeName: try row.decode("type"), typeModifier: try row.decode("modifier"),
                isProvenNotNull: try row.decode("not_null"))
        }
        return LiveRelations(Array(found.values))
    }
}

extension LiveRelation {
    fileprivate init(_ row: Row) throws(DatabaseError) {
        let rows: Int = try row.decode("rows")
        self.init(
            oid: try row.decode("oid"),
            name: RelationName(schema: try row.decode("schema"), name: try row.decode("name")),
            bytes: try row.decode("bytes"), rows: rows < 0 ? nil : rows, indexes: try row.decode("indexes"),
            isPartitioned: try row.decode("is_partitioned"), children: try row.decode("children"),
            partitionedTable: try row.decode("partitioned_table"),
            defaultPartition: try row.decode("default_partition"), indexedTable: try row.decode("indexed_table"))
    }
}

/// The statements that read live relations.
private enum LiveQuery {
    /// The named relations, the tables of named indexes, everything below, and one step along foreign keys and up to
    /// partitioned tables.
    static func reach(schemas: [String], names: [String]) -> SQL {
        """
        WITH RECURSIVE named AS (
            SELECT c.oid FROM unnest(\(schemas)::text[], \(names)::text[]) AS asked (schema, name)
            JOIN pg_catalog.pg_namespace n ON n.nspname = asked.schema
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = asked.name
        ), tables AS (
            SELECT oid FROM named
            UNION SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid IN (SELECT oid FROM named)
        ), around AS (
            SELECT oid FROM tables
            UNION SELECT inhparent FROM pg_catalog.pg_inherits WHERE inhrelid IN (SELECT oid FROM tables)
            UNION SELECT unnest(ARRAY[conrelid, confrelid]) FROM pg_catalog.pg_constraint
                WHERE contype = 'f' AND (conrelid IN (SELECT oid FROM tables) OR confrelid IN (SELECT oid FROM tables))
        ), below AS (
            SELECT oid FROM around
            UNION SELECT inhrelid FROM below JOIN pg_catalog.pg_inherits ON inhparent = below.oid
        )
        SELECT oid::int8 FROM below
        """
    }

    static func relations(_ oids: [Int]) -> SQL {
        """
        SELECT c.oid::int8 AS oid, n.nspname::text AS schema, c.relname::text AS name,
               coalesce(pg_catalog.pg_total_relation_size(c.oid), 0) AS bytes,
               CASE c.relkind WHEN 'p' THEN 0 ELSE c.reltuples END::int8 AS rows,
               (SELECT count(*) FROM pg_catalog.pg_index WHERE indrelid = c.oid) AS indexes,
               c.relkind IN ('p', 'I') AS is_partitioned,
               ARRAY(SELECT inhrelid::int8 FROM pg_catalog.pg_inherits WHERE inhparent = c.oid) AS children,
               CASE WHEN c.relispartition THEN
                   (SELECT inhparent::int8 FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid LIMIT 1)
               END AS partitioned_table,
               (SELECT nullif(partdefid, 0)::int8 FROM pg_catalog.pg_partitioned_table WHERE partrelid = c.oid)
                   AS default_partition,
               (SELECT indrelid::int8 FROM pg_catalog.pg_index WHERE indexrelid = c.oid) AS indexed_table
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = ANY (\(oids)::oid[])
        """
    }

    static func foreignKeys(_ oids: [Int]) -> SQL {
        """
        SELECT e.relation::int8 AS relation, k.conname::text AS name, e.other::int8 AS other, e.is_own,
               ARRAY(SELECT attname::text FROM pg_catalog.pg_attribute
                     WHERE attrelid = e.relation AND attnum = ANY (e.columns)) AS columns
        FROM pg_catalog.pg_constraint k, LATERAL (VALUES
            (k.conrelid, k.confrelid, true, k.conkey), (k.confrelid, k.conrelid, false, k.confkey)
        ) AS e (relation, other, is_own, columns)
        WHERE k.contype = 'f' AND e.relation = ANY (\(oids)::oid[])
        """
    }

    static func columns(_ oids: [Int]) -> SQL {
        """
        SELECT a.attrelid::int8 AS relation, a.attname::text AS name, t.typname::text AS type,
               a.atttypmod::int8 AS modifier,
               a.attnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint k
                   WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.convalidated AND k.conkey = ARRAY[a.attnum]
                     AND pg_catalog.pg_get_expr(k.conbin, k.conrelid) = format('(%I IS NOT NULL)', a.attname))
                   AS not_null
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = ANY (\(oids)::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
        """
    }
}

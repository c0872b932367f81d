import PostgresDriver

/// The statements that read a fingerprint.
///
/// Those for labels answer what an object is called: catalogue, object identifier, entry, and the part of the entry that
/// it is (`column email`), or ''. Those for facts answer catalogue, object identifier, name, value; NULL is no fact.
/// What initdb made has an identifier below 16384.
enum FingerprintQuery {
    /// The settings that decide how PostgreSQL writes definitions: names with their schema, and constants always alike.
    static let beginning: [SQL] = [
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "SET LOCAL search_path = ''", "SET LOCAL timezone = 'UTC'", "SET LOCAL datestyle = 'ISO, YMD'",
        "SET LOCAL intervalstyle = 'postgres'", "SET LOCAL extra_float_digits = 1", "SET LOCAL bytea_output = 'hex'",
        "SET LOCAL quote_all_identifiers = off", "SET LOCAL lc_monetary = 'C'", "SET LOCAL statement_timeout = 0",
    ]

    static let labels: [SQL] = [
        relationLabels, typeLabels, routineLabels, operatorLabels, schemaLabels, foreignLabels, replicationLabels,
        clusterLabels, systemLabels,
    ]

    static let facts: [SQL] = [
        relations, columns, constraints, indexes, triggers, rules, policies, sequences, views,
        types, enumLabels, ranges, routines, aggregates,
        operators, operatorFamilies, casts, transforms, accessMethods, languages, collations, conversions,
        textSearchDictionaries, textSearchConfigurations, statistics,
        extensions, eventTriggers, foreignServers, publications, subscriptions,
        database, roles, memberships, settings, tablespaces,
        owners, grants, systemGrants, defaultPrivileges, comments, securityLabels, extensionMembers,
    ]

    /// Whether a schema belongs to a session or to TOAST.
    static let isPassing: SQL = "nspname ~ '^pg_(toast|temp|toast_temp)(_|$)'"

    /// The fact of a trigger's or rule's state; how they are by default is none.
    static func state(_ column: SQL) -> SQL {
        """
        CASE \(column) WHEN 'O' THEN NULL WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replicas only'
            WHEN 'A' THEN 'always' ELSE \(column)::text END
        """
    }

    /// Options in one line, without the values of those that may be secrets.
    static func options(_ column: SQL) -> SQL {
        """
        (SELECT string_agg(quote_ident(option_name) || CASE WHEN option_name ~* 'pass|secret|token|key' THEN ' hidden'
                           ELSE ' ' || quote_literal(option_value) END, ', ' ORDER BY option_name)
         FROM pg_catalog.pg_options_to_table(\(column)))
        """
    }
}

import PostgresDriver

/// What is asked about roles that are to go.
enum RemovalQuery {
    static func existing(_ roles: [String]) -> SQL {
        "SELECT rolname, oid::int8 FROM pg_catalog.pg_roles WHERE rolname = ANY (\(roles)::text[]::name[])"
    }

    /// The other databases that have anything of theirs, and whether the administrator may go there.
    static func databases(_ roles: [String]) -> SQL {
        """
        SELECT d.datname, d.datallowconn AND has_database_privilege(d.oid, 'CONNECT')
        FROM pg_catalog.pg_database d
        WHERE d.datname <> current_database() AND EXISTS (
            SELECT FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
            WHERE s.refclassid = 'pg_authid'::regclass AND s.dbid = d.oid AND r.rolname = ANY (\(roles)::text[]::name[]))
        ORDER BY 1
        """
    }

    /// What they own here, and, of what belongs to the whole server, once. Their default privileges and user mappings
    /// are nothing that somebody else could get: REASSIGN OWNED passes them by, and DROP OWNED takes them away.
    static func owned(_ roles: [String], withShared: Bool) -> SQL {
        """
        SELECT o.type || ' ' || o.identity
        FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid,
             LATERAL pg_identify_object(s.classid, s.objid, s.objsubid) o
        WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype = 'o' AND r.rolname = ANY (\(roles)::text[]::name[])
          AND s.classid NOT IN ('pg_default_acl'::regclass, 'pg_user_mapping'::regclass)
          AND (s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
               OR (s.dbid = 0 AND \(withShared)))
        ORDER BY 1
        """
    }

    static func sessions(_ roles: [String]) -> SQL {
        "SELECT pid::int8 FROM pg_catalog.pg_stat_activity WHERE usename = ANY (\(roles)::text[]::name[])"
    }

    static func end(_ roles: [String]) -> SQL {
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity
        WHERE usename = ANY (\(roles)::text[]::name[])
        """
    }

    /// What is left of roles in this database and on the server, described.
    static func left(_ roles: [String]) -> SQL {
        """
        SELECT DISTINCT format('%s on %s %s', r.rolname, o.type, o.identity)
        FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
        JOIN pg_catalog.pg_database here ON here.datname = current_database(),
             LATERAL pg_identify_object(s.classid, s.objid, s.objsubid) o
        WHERE s.refclassid = 'pg_authid'::regclass AND r.rolname = ANY (\(roles)::text[]::name[])
          AND s.dbid IN (0, here.oid)
        ORDER BY 1
        """
    }

    /// Rows that still know the roles by number, in what belongs to the whole server.
    static func proof(_ numbers: [Int], _ roles: [String]) -> SQL {
        """
        SELECT (SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = ANY (\(roles)::text[]::name[])),
               (SELECT count(*) FROM pg_catalog.pg_shdepend
                WHERE refclassid = 'pg_authid'::regclass AND refobjid::int8 = ANY (\(numbers)::int8[])),
               (SELECT count(*) FROM pg_catalog.pg_auth_members
                WHERE roleid::int8 = ANY (\(numbers)::int8[]) OR member::int8 = ANY (\(numbers)::int8[]))
        """
    }

    /// Rows of default privileges here that still know them.
    static func defaults(_ numbers: [Int]) -> SQL {
        """
        SELECT count(*) FROM pg_catalog.pg_default_acl d
        WHERE d.defaclrole::int8 = ANY (\(numbers)::int8[])
           OR EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee::int8 = ANY (\(numbers)::int8[]))
        """
    }
}

import PostgresDriver

/// The statements that read a login's snapshot. Every login may run them, and they stay small in a large cluster: they
/// look at nothing but the roles that are reached from this login.
enum LoginQuery {
    static let users: SQL = "SELECT session_user::text, current_user::text"

    static let roles: SQL = "\(reached) SELECT \(CatalogQuery.roleColumns) JOIN reached USING (oid) ORDER BY rolname"

    static let memberships: SQL =
        "\(reached) SELECT \(CatalogQuery.membershipColumns) JOIN reached ON reached.oid = m.member ORDER BY 1, 2"

    // Ownership stands in pg_shdepend for every kind of object, of this database or shared (0). An object that is dropped
    // at this moment has no type any more.
    static let ownerships: SQL = """
        \(reached)
        SELECT pg_get_userbyid(s.refobjid), count(*),
               (array_agg(o.type || ' ' || o.identity ORDER BY o.type, o.identity))[1:3]
        FROM pg_catalog.pg_shdepend s JOIN reached ON reached.oid = s.refobjid,
             LATERAL pg_identify_object(s.classid, s.objid, s.objsubid) o
        WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype = 'o'
          AND s.dbid IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
          AND o.type IS NOT NULL AND coalesce(o.schema, '') !~ '^pg_temp(_|$)'
        GROUP BY s.refobjid ORDER BY 1
        """

    private static let reached: SQL = """
        WITH RECURSIVE reached AS (
            SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user
            UNION
            SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN reached ON reached.oid = m.member
        )
        """
}

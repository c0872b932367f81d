import PostgresDriver

extension FingerprintQuery {
    static let operatorLabels: SQL = """
        SELECT 'pg_operator'::regclass::oid::int8, o.oid::int8, 'operator ' || o.oid::regoperator, ''
        FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
        WHERE o.oid >= 16384 AND NOT \(isPassing)
        UNION ALL
        SELECT 'pg_opclass'::regclass::oid::int8, o.oid::int8,
               format('operator class %I.%I using %I', nspname, opcname, amname), ''
        FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
        JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod WHERE o.oid >= 16384 AND NOT \(isPassing)
        UNION ALL
        SELECT 'pg_opfamily'::regclass::oid::int8, o.oid::int8,
               format('operator family %I.%I using %I', nspname, opfname, amname), ''
        FROM pg_catalog.pg_opfamily o JOIN pg_catalog.pg_namespace n ON n.oid = o.opfnamespace
        JOIN pg_catalog.pg_am a ON a.oid = o.opfmethod WHERE o.oid >= 16384 AND NOT \(isPassing)
        UNION ALL
        SELECT 'pg_cast'::regclass::oid::int8, oid::int8,
               format('cast from %s to %s', castsource::regtype, casttarget::regtype), ''
        FROM pg_catalog.pg_cast WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_transform'::regclass::oid::int8, t.oid::int8,
               format('transform for %s in %I', trftype::regtype, lanname), ''
        FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang
        UNION ALL
        SELECT 'pg_am'::regclass::oid::int8, oid::int8, format('access method %I', amname), ''
        FROM pg_catalog.pg_am WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_language'::regclass::oid::int8, oid::int8, format('language %I', lanname), ''
        FROM pg_catalog.pg_language
        """

    static let operators: SQL = """
        SELECT 'pg_operator'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', 'function', oprcode, 'returns', nullif(oprresult, 0)::regtype,
                   'commutator ' || nullif(oprcom, 0)::regoperator, 'negator ' || nullif(oprnegate, 0)::regoperator,
                   'restrict ' || nullif(oprrest, 0), 'join ' || nullif(oprjoin, 0),
                   CASE WHEN oprcanmerge THEN 'merges' END, CASE WHEN oprcanhash THEN 'hashes' END)
        FROM pg_catalog.pg_operator WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_opclass'::regclass::oid::int8, o.oid::int8, 'definition',
               concat_ws(' ', CASE WHEN opcdefault THEN 'default' END, 'for', opcintype::regtype,
                   'storage ' || nullif(opckeytype, 0)::regtype,
                   format('family %I.%I', nspname, opfname))
        FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_opfamily f ON f.oid = o.opcfamily
        JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace WHERE o.oid >= 16384
        """

    /// Members that are added to one of PostgreSQL's own families are not seen.
    static let operatorFamilies: SQL = """
        SELECT 'pg_opfamily'::regclass::oid::int8, amopfamily::int8,
               format('operator %s (%s, %s)', amopstrategy, amoplefttype::regtype, amoprighttype::regtype),
               concat_ws(' ', amopopr::regoperator, CASE amoppurpose WHEN 'o' THEN 'for order by' END,
                   (SELECT format('%I.%I', nspname, opfname) FROM pg_catalog.pg_opfamily f
                    JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace WHERE f.oid = amopsortfamily))
        FROM pg_catalog.pg_amop WHERE amopfamily >= 16384
        UNION ALL
        SELECT 'pg_opfamily'::regclass::oid::int8, amprocfamily::int8,
               format('function %s (%s, %s)', amprocnum, amproclefttype::regtype, amprocrighttype::regtype),
               amproc::regprocedure::text
        FROM pg_catalog.pg_amproc WHERE amprocfamily >= 16384
        """

    static let casts: SQL = """
        SELECT 'pg_cast'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', CASE castmethod WHEN 'f' THEN 'function ' || castfunc::regprocedure
                   WHEN 'i' THEN 'through text' ELSE 'without function' END,
                   CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'in assignments' ELSE 'explicit' END)
        FROM pg_catalog.pg_cast WHERE oid >= 16384
        """

    static let transforms: SQL = """
        SELECT 'pg_transform'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', 'from SQL ' || nullif(trffromsql, 0)::regprocedure,
                   'to SQL ' || nullif(trftosql, 0)::regprocedure)
        FROM pg_catalog.pg_transform
        """

    static let accessMethods: SQL = """
        SELECT 'pg_am'::regclass::oid::int8, oid::int8, 'definition', format('%s %s', amtype, amhandler)
        FROM pg_catalog.pg_am WHERE oid >= 16384
        """

    static let languages: SQL = """
        SELECT 'pg_language'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', CASE WHEN lanpltrusted THEN 'trusted' END, 'handler ' || nullif(lanplcallfoid, 0)::regprocedure,
                   'inline ' || nullif(laninline, 0)::regprocedure, 'validator ' || nullif(lanvalidator, 0)::regprocedure)
        FROM pg_catalog.pg_language
        """
}

/// What a session may do, as a type. The login of its pool says the same again in the server.
public protocol Role: Sendable {
    /// The pool whose login carries out this role.
    static var pool: PoolName { get }
}

/// A role that may read.
public protocol Reads: Role {}

/// A role that may write as well as read.
public protocol Writes: Reads {}

/// Reads alone: the readonly login in a `READ ONLY` transaction.
public enum Readonly: Reads {
    /// The readonly pool.
    public static var pool: PoolName { .readonly }
}

/// Reads and writes rows: the webapp login.
public enum Webapp: Writes {
    /// The webapp pool.
    public static var pool: PoolName { .webapp }
}

/// Reads rows of every tenant, for a reason that is put on record: a login of its own.
public enum AcrossTenants: Reads {
    /// The pool of that login.
    public static var pool: PoolName { .acrossTenants }
}

/// The database's owner: migrations and repair alone.
public enum Admin: Writes {
    /// The admin pool.
    public static var pool: PoolName { .admin }
}

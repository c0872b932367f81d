public import ConnectionPooling
public import PostgresDriver

extension PostgresConnection: PooledConnection {
    /// Whether it is open and no transaction is under way on it.
    public var isReusable: Bool { isOpen && transactionStatus == .idle }
}

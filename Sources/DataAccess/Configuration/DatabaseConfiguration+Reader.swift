public import Configuration
import FoundationEssentials
import PostgresDriver

extension DatabaseConfiguration {
    /// Reads the configuration from the keys
    ///
    /// - `DB_HOST`: host name or address; a text that begins with `/` is the directory of a Unix socket
    /// - `DB_PORT`: 5432 when absent
    /// - `DB_NAME`: the database
    /// - `DB_SSL_ENABLED`: true when absent: the server's certificate is verified
    /// - `DB_SSL_CA`: file with the certificate to verify it against; the system's when absent
    /// - `DB_POOLER`: `none` when absent; `transaction` behind PgBouncer in transaction mode (``Pooler/transaction``)
    /// - `DB_LOG_QUERIES`: false when absent
    /// - `DB_SLOW_QUERY_MS`: milliseconds after which a statement is a warning, 1000 when absent
    /// - `DB_TRACE_QUERY_TEXT`: whether spans carry the statement's text without values, false when absent
    /// - `DB_HEALTH_CHECK_INTERVAL`: milliseconds, 30000 when absent
    /// - `DB_ACQUIRE_TIMEOUT`: how long a caller waits for a connection, milliseconds, 5000 when absent
    /// - `DB_LOAD_SHEDDING`: whether webapp sends callers away early when everybody waits too long, true when absent
    /// - `DB_MAX_LIFETIME`, `DB_IDLE_TIMEOUT`: how old a connection may become and how long it may stay idle,
    ///   milliseconds, 1800000 and 600000 when absent
    /// - `DB_{ADMIN,WEBAPP,READONLY}_USER`, `…_PASSWORD`: the logins
    /// - `DB_{ADMIN,WEBAPP,READONLY}_POOL_SIZE`: 5, 20 and 10 when absent; 0 for admin leaves it out, and then its
    ///   credentials are not even read
    /// - `DB_ACROSS_TENANTS_USER`, `…_PASSWORD`, `…_POOL_SIZE`: the login of jobs and sign-in, 0 when absent: then there
    ///   is no such login, and its credentials are not read
    /// - `DB_LANE_SIZE`: how many connections of the readonly login short reads share (``Database/lane``), 0 when absent
    /// - `DB_LANE_TIMEOUT`: how long one of those reads may take, milliseconds, 1000 when absent
    ///
    /// - Parameter reader: Where the keys come from, such as ``environmentReader(directory:environment:)``.
    /// - Throws: ``ConfigurationProblems`` with every wrong or missing key.
    public init(reader: ConfigReader) throws(ConfigurationProblems) {
        var reading = ConfigurationReading(reader)
        let endpoint = Self.endpoint(&reading)
        self.init(
            endpoint: endpoint,
            database: reading.required(.database, "Write the name of the database."),
            tls: Self.tls(&reading, endpoint), pooler: Self.pooler(&reading),
            admin: Self.login(of: .admin, &reading, sizes: 0...1000, size: 5, minimumIdle: 0),
            webapp: Self.login(of: .webapp, &reading, sizes: 1...1000, size: 20, minimumIdle: 2) ?? .none,
            readonly: Self.login(of: .readonly, &reading, sizes: 1...1000, size: 10, minimumIdle: 2) ?? .none,
            acrossTenants: Self.login(of: .acrossTenants, &reading, sizes: 0...1000, size: 0, minimumIdle: 0),
            lane: LaneConfiguration(&reading),
            logQueries: reading.boolean(.logQueries, default: false),
            observation: ObservationConfiguration(&reading),
            healthCheckInterval: reading.milliseconds(.healthCheckInterval, in: 100...3_600_000, default: 30_000))
        times(&reading)
        var problems = reading.problems
        do throws(ConfigurationProblems) { try validate() } catch { problems += error.problems }
        guard problems.isEmpty else { throw ConfigurationProblems(problems) }
    }

    private mutating func times(_ reading: inout ConfigurationReading) {
        let acquireTimeout = reading.milliseconds(.acquireTimeout, in: 1...600_000, default: 5_000)
        let maximumLifetime = reading.milliseconds(.maximumLifetime, in: 1_000...86_400_000, default: 1_800_000)
        let idleTimeout = reading.milliseconds(.idleTimeout, in: 1_000...86_400_000, default: 600_000)
        webapp.shedsLoad = reading.boolean(.loadShedding, default: true)
        changeLogins { login in
            login.acquireTimeout = acquireTimeout
            login.maximumLifetime = maximumLifetime
            login.idleTimeout = idleTimeout
        }
    }

    private static func endpoint(_ reading: inout ConfigurationReading) -> ConnectionConfiguration.Endpoint {
        let host = reading.required(.host, "Write a host name, or the directory of the server's Unix socket.")
        let port = reading.integer(.port, in: 1...65535, default: 5432)
        return host.hasPrefix("/") ? .unixSocket(directory: host, port: port) : .tcp(host: host, port: port)
    }

    private static func tls(
        _ reading: inout ConfigurationReading, _ endpoint: ConnectionConfiguration.Endpoint
    ) -> ConnectionConfiguration.TLS {
        let isEnabled = reading.boolean(.tlsEnabled, default: true)
        let authority = reading.text(.tlsAuthority)
        if let authority, !FileManager.default.isReadableFile(atPath: authority) {
            reading.report(
                .tlsAuthority, "names \"\(authority)\", which cannot be read", "Write the path of a PEM file.")
        }
        // PostgreSQL does not encrypt Unix sockets: they do not leave the machine.
        if case .unixSocket = endpoint { return .disabled }
        return isEnabled ? .verifyFull(rootCertificate: authority) : .disabled
    }

    private static func pooler(_ reading: inout ConfigurationReading) -> Pooler {
        guard let text = reading.text(.pooler) else { return .none }
        if let pooler = Pooler(rawValue: text.lowercased()) { return pooler }
        let remedy =
            text.lowercased() == "statement"
            ? "Put the pooler into transaction mode and write transaction: no transaction can span a statement's pooling."
            : "Write transaction for a pooler in transaction mode, or none for a direct connection or session mode."
        reading.report(.pooler, "is \"\(text)\"", remedy)
        return .none
    }

    private static func login(
        of pool: PoolName, _ reading: inout ConfigurationReading, sizes: ClosedRange<Int>, size: Int, minimumIdle: Int
    ) -> PoolConfiguration? {
        let maximum = reading.integer(.poolSize(pool), in: sizes, default: size)
        guard maximum > 0 else { return nil }
        let choice = sizes.contains(0) ? ", or \(ConfigurationKey.poolSize(pool).name)=0 to do without that pool" : ""
        let user = reading.required(.user(pool), "Write the login of the \(pool) pool\(choice).")
        let password = reading.required(.password(pool), isSecret: true, "Write that login's password\(choice).")
        return PoolConfiguration(
            user: user, password: { password }, maximum: maximum, minimumIdle: min(minimumIdle, maximum))
    }
}

extension PoolConfiguration {
    /// Stands in until the problem that led to it is thrown.
    fileprivate static let none = PoolConfiguration(user: "", maximum: 1)
}

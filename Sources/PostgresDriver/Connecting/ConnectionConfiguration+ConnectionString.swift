extension ConnectionConfiguration {
    /// Where Debian's servers put their sockets.
    static let usualSocketDirectory = "/var/run/postgresql"

    /// Reads a connection string: `postgresql://user@host1:5432,host2/database?parameter=value` or
    /// `host=… dbname=… parameter=…`, with every escape that libpq knows, since libpq takes it apart.
    ///
    /// The parameters mean what they mean to libpq, except:
    /// - `sslmode` is `verify-full` where it is left out, and `prefer` and `allow` are refused (see ``TLS``). Without
    ///   `sslrootcert`, or with `system`, the system's roots count; with it `require` means `verify-ca`, as in libpq.
    /// - `user` must be named; nothing is taken from the environment, the home directory or the system's user.
    /// - `connect_timeout` counts for the whole connect, all places included, and cannot be switched off.
    /// - `client_encoding`, `gssencmode`, `replication`, `sslcompression` and `service` are refused, unless they ask for
    ///   what the driver does anyway.
    ///
    /// - Throws: `.configuration`, with the parameter's name and never its value, which could be a password.
    public init(connectionString: String) throws(DatabaseError) {
        try self.init(libpqParameters: LibpqOptions.parse(connectionString))
    }

    /// Takes libpq's parameters by name.
    init(libpqParameters: [String: String]) throws(DatabaseError) {
        var given = GivenParameters(libpqParameters)
        guard let user = given.take("user") else {
            throw DatabaseError(.configuration, detail: "the connection names no user; add user=…")
        }
        let database = given.take("dbname") ?? user
        let places = try given.takePlaces()
        self.init(endpoint: places.endpoints[0], database: database, user: user)
        alternatives = Array(places.endpoints.dropFirst())
        hostAddresses = places.addresses
        tls = try given.takeTLS()
        tlsOptions = try given.takeTLSOptions()
        keepAlive = try given.takeKeepAlive()
        try takeLogin(&given)
        try takeSession(&given)
        try given.refuseWhatIsOurs()
        for (name, value) in given.rest.sorted(by: { $0.key < $1.key }) {
            try ParameterRule.check(name)
            parameters[name] = value
        }
        try check()
    }

    private mutating func takeLogin(_ given: inout GivenParameters) throws(DatabaseError) {
        if let password = given.take("password") { self.password = { password } }
        passwordFile = given.take("passfile")
        if let seconds = try given.takeNumber("connect_timeout", in: 1...86_400) { connectTimeout = .seconds(seconds) }
    }

    private mutating func takeSession(_ given: inout GivenParameters) throws(DatabaseError) {
        let fallback = given.take("fallback_application_name")
        applicationName = given.take("application_name") ?? fallback ?? applicationName
        sessionTarget = try given.takeWord("target_session_attrs") ?? .any
        if let order = given.take("load_balance_hosts") {
            switch order {
            case "disable": hostOrder = .asGiven
            case "random": hostOrder = .random
            default: throw GivenParameters.refusal("load_balance_hosts", "is neither disable nor random")
            }
        }
        guard let options = given.take("options") else { return }
        guard let settings = StartupOptions.settings(in: options) else {
            throw GivenParameters.refusal("options", "may hold settings alone, as -c name=value")
        }
        runtimeParameters = settings
    }
}

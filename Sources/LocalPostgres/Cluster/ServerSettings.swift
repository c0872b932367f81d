/// The server's `postgresql.conf`, whole: nothing in the data directory decides how the server is reached.
struct ServerSettings: Sendable {
    let home: ServerHome
    let port: Int
    let ephemeral: Bool
    let overrides: [String: String]

    /// What the private server's own guarantees hang on.
    static let reserved: Set<String> = [
        "config_file", "data_directory", "external_pid_file", "hba_file", "ident_file", "include", "include_dir",
        "include_if_exists", "lc_messages", "listen_addresses", "log_destination", "logging_collector",
        "password_encryption", "port", "ssl", "ssl_ca_file", "ssl_cert_file", "ssl_key_file",
        "unix_socket_directories", "unix_socket_permissions",
    ]

    /// Refuses a setting that is reserved, or could not be written as one line.
    static func check(_ overrides: [String: String]) throws(LocalPostgresError) {
        for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
            if reserved.contains(name.lowercased()) {
                throw LocalPostgresError(
                    .invalidSetting, "the setting \"\(name)\" is decided by the private server itself",
                    remedy: "leave it out")
            }
            let isName = !name.isEmpty && name.utf8.allSatisfy { isNameByte($0) }
            guard isName, !value.utf8.contains(where: { $0 < 0x20 }) else {
                throw LocalPostgresError(
                    .invalidSetting, "\"\(name)\" is not a setting's name, or its value holds a control character",
                    remedy: "see the server's documentation for the settings there are")
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// The file's text.
    var text: String {
        let settings = own + (ephemeral ? withoutDurability : []) + overrides.sorted { $0.key < $1.key }
        return "# Written anew at every start.\n"
            + settings.map { "\($0.0) = '\(Self.quoted($0.1))'\n" }.joined()
    }

    private static func quoted(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("'", with: "''")
    }

    private var own: [(String, String)] {
        [
            ("listen_addresses", "127.0.0.1"),
            ("port", "\(port)"),
            ("unix_socket_directories", home.socketDirectory),
            ("unix_socket_permissions", "0700"),
            ("hba_file", home.access),
            ("ssl", "on"),
            ("ssl_cert_file", home.serverCertificate),
            ("ssl_key_file", home.serverKey),
            ("ssl_min_protocol_version", "TLSv1.2"),
            ("password_encryption", "scram-sha-256"),
            ("max_connections", "100"),
            ("shared_buffers", "128MB"),
            ("log_destination", "stderr"),
            ("log_line_prefix", "%m [%p] %q%u@%d %a "),
            ("log_timezone", "UTC"),
            ("timezone", "UTC"),
            ("lc_messages", "C"),
            ("default_text_search_config", "pg_catalog.english"),
            ("cluster_name", "private"),
        ]
    }

    private var withoutDurability: [(String, String)] {
        [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]
    }

    /// The port in a file written earlier.
    static func port(in text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=").map { $0.filter { !" '".contains($0) } }
            if parts.count == 2, parts[0] == "port" { return Int(parts[1]) }
        }
        return nil
    }
}

extension PrivateServer {
    /// What server is wanted.
    public struct Configuration: Sendable {
        /// The folder that holds the server's files in a folder `postgres`, or a link to where they are. Made if
        /// missing.
        public var home: String
        /// The port to listen on, 1 to 65535; `nil` is the one of the last start, or any that is free.
        public var port: Int?
        /// Whether everything is removed at the end, `kill -9` included. Then `home` must not exist yet, and a crash of
        /// the machine may lose data: nothing waits for the disk.
        public var ephemeral: Bool
        /// The superuser's password. The first start sets it; later ones must give the same.
        public var superuserPassword: String
        /// Settings of the server by name, which win over the private server's own where it allows that.
        public var settings: [String: String]
        /// Where PostgreSQL's programs are; `nil` looks in the usual places.
        public var binaryDirectory: String?

        /// A server whose data last.
        ///
        /// - Parameters:
        ///   - home: The folder that holds the server's files; relative paths are taken from the working directory.
        ///   - port: The port to listen on; `nil` is the one of the last start, or any that is free.
        ///   - ephemeral: Whether everything is removed at the end.
        ///   - superuserPassword: The superuser's password, not empty, in one line.
        ///   - settings: Settings of the server by name.
        public init(
            home: String, port: Int? = nil, ephemeral: Bool = false, superuserPassword: String,
            settings: [String: String] = [:]
        ) {
            self.home = home
            self.port = port
            self.ephemeral = ephemeral
            self.superuserPassword = superuserPassword
            self.settings = settings
        }
    }

    /// How to reach the server.
    public enum Transport: Sendable, Hashable {
        /// TCP on 127.0.0.1, encrypted, the server's certificate verified.
        case tcp
        /// The Unix socket, for the server's user and root.
        case unixSocket
    }
}

import TestSupport

extension Scratch {
    /// Programs that answer with a version, and an `initdb` that fails.
    func programs(version: String, in name: String) throws -> String {
        let directory = try makeDirectory(name, mode: 0o755)
        try write("#!/bin/sh\necho 'postgres (PostgreSQL) \(version)'\n", to: "\(name)/postgres", mode: 0o755)
        let initdb = """
            #!/bin/sh
            echo 'initdb: error: a reason of its own' >&2
            exit 1

            """
        try write(initdb, to: "\(name)/initdb", mode: 0o755)
        return directory
    }
}

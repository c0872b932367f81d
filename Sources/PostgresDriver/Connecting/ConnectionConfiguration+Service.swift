import FoundationEssentials

extension ConnectionConfiguration {
    /// Where Debian keeps the services of the whole machine.
    private static let systemServiceFile = "/etc/postgresql-common/pg_service.conf"

    /// Reads a service: the parameters of a connection under a name, in the format of libpq's `pg_service.conf`.
    ///
    /// The parameters mean what they mean in ``init(connectionString:)``. The file is read once, on a helper thread;
    /// the variables `PGSERVICE` and `PGSERVICEFILE` have no part in it.
    ///
    /// - Parameters:
    ///   - service: The section's name.
    ///   - file: The file; `nil` looks into `~/.pg_service.conf` and then `/etc/postgresql-common/pg_service.conf`.
    /// - Throws: `.configuration` when the file or the service is not there, or a parameter is refused; `.cancelled`.
    public init(service: String, file: String? = nil) async throws(DatabaseError) {
        let files =
            file.map { [$0] }
            ?? [
                FileManager.default.homeDirectoryForCurrentUser.path + "/.pg_service.conf", Self.systemServiceFile,
            ]
        let found = await BlockingWork.runUnlessCancelled { () -> Result<[String: String], DatabaseError> in
            Result { () throws(DatabaseError) in
                try Self.parameters(of: service, in: files, mayBeMissing: file == nil)
            }
        }
        guard let found else { throw DatabaseError(.cancelled, detail: "while the service \(service) was read") }
        try self.init(libpqParameters: found.get())
    }

    private static func parameters(
        of service: String, in files: [String], mayBeMissing: Bool
    ) throws(DatabaseError) -> [String: String] {
        for path in files {
            let text: String
            do {
                text = try SmallFile.text(of: path)
            } catch {
                if mayBeMissing, error.isMissing { continue }
                throw DatabaseError(
                    .configuration, detail: "the service file \(path) cannot be read: \(error.reason)")
            }
            if let parameters = try ServiceFile(text).parameters(of: service, in: path) { return parameters }
        }
        throw DatabaseError(
            .configuration, detail: "there is no service \"\(service)\" in \(files.joined(separator: " or "))")
    }
}

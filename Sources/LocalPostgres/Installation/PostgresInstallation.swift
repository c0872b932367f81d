import FoundationEssentials
import Glibc

/// A PostgreSQL installed on this machine.
public struct PostgresInstallation: Sendable, Hashable {
    /// The directory of its programs.
    public let binaryDirectory: String
    /// Its major version, such as 15.
    public let majorVersion: Int

    /// The oldest major version that is supported.
    public static let oldestMajorVersion = 15

    /// Finds an installation.
    ///
    /// - Parameters:
    ///   - binaryDirectory: The only place to look in; `nil` looks where Debian and Red Hat packages put versions.
    ///   - majorVersion: The version that is needed; `nil` is the highest one found.
    /// - Throws: ``LocalPostgresError`` with `notInstalled`.
    public static func find(
        binaryDirectory: String? = nil, majorVersion: Int? = nil
    ) throws(LocalPostgresError) -> PostgresInstallation {
        let places = binaryDirectory.map { [$0] } ?? standardPlaces()
        let found = places.compactMap { place -> PostgresInstallation? in
            guard hasPrograms(place), let version = version(named: place) ?? version(asking: place) else { return nil }
            return PostgresInstallation(binaryDirectory: place, majorVersion: version)
        }
        guard let best = best(of: found, majorVersion: majorVersion) else {
            throw .notInstalled(lookedIn: binaryDirectory.map { [$0] } ?? patterns, majorVersion: majorVersion)
        }
        return best
    }

    /// The absolute path of one of its programs, such as `psql`.
    public func path(of tool: String) -> String { "\(binaryDirectory)/\(tool)" }

    /// The version needed, or the highest of those supported.
    static func best(of found: [PostgresInstallation], majorVersion: Int?) -> PostgresInstallation? {
        found.filter { $0.majorVersion >= oldestMajorVersion && $0.majorVersion == majorVersion ?? $0.majorVersion }
            .max { $0.majorVersion < $1.majorVersion }
    }

    /// The version in a path such as `/usr/lib/postgresql/15/bin` or `/usr/pgsql-15/bin`.
    static func version(named path: String) -> Int? {
        guard let folder = path.split(separator: "/").dropLast().last else { return nil }
        return Int(folder.hasPrefix("pgsql-") ? folder.dropFirst("pgsql-".count) : folder)
    }

    /// The version in an answer such as `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
    static func version(answered text: String) -> Int? {
        guard let number = text.split(separator: " ").dropFirst(2).first else { return nil }
        return Int(number.prefix(while: \.isNumber))
    }
}

extension PostgresInstallation {
    private static let patterns = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"]

    private static func standardPlaces() -> [String] {
        var matches = glob_t()
        defer { globfree(&matches) }
        for (index, pattern) in patterns.enumerated() {
            glob(pattern, index == 0 ? 0 : GLOB_APPEND, nil, &matches)
        }
        return (0..<Int(matches.gl_pathc)).compactMap { matches.gl_pathv[$0].map { String(cString: $0) } }
    }

    private static func hasPrograms(_ directory: String) -> Bool {
        ["initdb", "postgres"].allSatisfy { access("\(directory)/\($0)", X_OK) == 0 }
    }

    /// Asks the server's program itself: for a directory whose name does not tell.
    private static func version(asking directory: String) -> Int? {
        let quoted = directory.replacing("'", with: "'\\''")
        guard let answer = popen("'\(quoted)/postgres' --version", "r") else { return nil }
        defer { pclose(answer) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, CInt(line.count), answer) != nil else { return nil }
        return version(answered: String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}

extension LocalPostgresError {
    fileprivate static func notInstalled(lookedIn places: [String], majorVersion: Int?) -> LocalPostgresError {
        let wanted = majorVersion.map { "PostgreSQL \($0)" } ?? "PostgreSQL"
        let package = majorVersion.map { "postgresql-\($0)" } ?? "postgresql"
        return LocalPostgresError(
            .notInstalled,
            "\(wanted) is not installed (version \(PostgresInstallation.oldestMajorVersion) or later; looked in "
                + "\(places.joined(separator: ", ")))",
            remedy: "apt-get install \(package)")
    }
}

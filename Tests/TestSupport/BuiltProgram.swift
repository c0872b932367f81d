import FoundationEssentials

/// A program of this package: it stands beside the tests' own executable.
package enum BuiltProgram {
    /// The absolute path of a program.
    package static func path(of name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return tests.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/\(name)"
    }
}

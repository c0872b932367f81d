internal import CLibpq
import Glibc

/// A statement that has been checked and can be handed to libpq.
struct StatementMessage: Sendable {
    /// A statement's parameters as libpq takes them; the pointers hold during the closure that gets them.
    struct Parameters {
        let count: Int32
        let types: UnsafePointer<Oid>?
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let formats: UnsafePointer<Int32>?
    }

    /// A value of the server's has at most 1 GB − 1 byte (`MaxAllocSize`), and so have all of a statement's together.
    private static let mostBytes = 0x3fff_ffff

    let sql: SQL
    /// The form in which the results are wanted.
    let resultFormat: PostgresType.Format

    /// - Throws: `.invalidStatement` for a NUL character, which PostgreSQL's text cannot hold and libpq would cut at, for
    ///   more than 65,535 parameters, and for values of more than 1 GB.
    init(_ sql: SQL, resultFormat: PostgresType.Format = .binary) throws(DatabaseError) {
        self.sql = sql
        self.resultFormat = resultFormat
        if let problem = Self.problem(sql) { throw DatabaseError(.invalidStatement, detail: problem) }
    }

    private static func problem(_ sql: SQL) -> String? {
        guard sql.parameters.count <= Int(UInt16.max) else {
            return "\(sql.parameters.count) parameters; the protocol takes at most 65,535"
        }
        guard sql.values.count <= mostBytes else { return "the values have more than 1 GB" }
        var text = sql.text
        guard !text.withUTF8({ holdsNUL(UnsafeRawBufferPointer($0)) }) else {
            return "the statement's text holds a NUL character"
        }
        let bad = sql.values.withUnsafeBytes { values in
            sql.parameters.firstIndex { parameter in
                guard parameter.format == .text, let bytes = parameter.bytes else { return false }
                return holdsNUL(UnsafeRawBufferPointer(rebasing: values[bytes]))
            }
        }
        return bad.map { "parameter $\($0 + 1) holds a NUL character, which PostgreSQL's text cannot" }
    }

    private static func holdsNUL(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return memchr(start, 0, bytes.count) != nil
    }

    /// Hands the statement to libpq. `false` means that libpq refused it.
    func send(on connection: OpaquePointer) -> Bool {
        withParameters { parameters in
            PQsendQueryParams(
                connection, sql.text, parameters.count, parameters.types, parameters.values, parameters.lengths,
                parameters.formats, resultFormat.rawValue) == 1
        }
    }

    /// Lays the parameters out on the stack.
    func withParameters<Result>(_ body: (Parameters) -> Result) -> Result {
        let count = sql.parameters.count
        return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
            withUnsafeTemporaryAllocation(of: Oid.self, capacity: count) { types in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
                    sql.values.withUnsafeBytes { bytes in
                        for (index, parameter) in sql.parameters.enumerated() {
                            let start = parameter.bytes.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound) }
                            values.initializeElement(at: index, to: start?.assumingMemoryBound(to: CChar.self))
                            types.initializeElement(at: index, to: parameter.type)
                            numbers.initializeElement(at: index, to: Int32(parameter.bytes?.count ?? 0))
                            numbers.initializeElement(at: count + index, to: parameter.format.rawValue)
                        }
                        return body(
                            Parameters(
                                count: Int32(count), types: UnsafePointer(types.baseAddress),
                                values: UnsafePointer(values.baseAddress), lengths: UnsafePointer(numbers.baseAddress),
                                formats: UnsafePointer(numbers.baseAddress?.advanced(by: count))))
                    }
                }
            }
        }
    }
}

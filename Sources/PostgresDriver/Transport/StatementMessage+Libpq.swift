internal import CLibpq

extension StatementMessage {
    /// A statement's parameters as libpq takes them; the pointers hold during the closure that gets them.
    struct Parameters {
        let count: Int32
        let types: UnsafePointer<Oid>?
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let formats: UnsafePointer<Int32>?
    }

    // MARK: Handing it to libpq; `false` means that libpq refused it.

    /// Sends the statement without a name.
    func send(on connection: OpaquePointer, format: PostgresType.Format) -> Bool {
        withParameters { parameters in
            PQsendQueryParams(
                connection, sql.text, parameters.count, parameters.types, parameters.values, parameters.lengths,
                parameters.formats, format.rawValue) == 1
        }
    }

    func sendPreparation(as name: String, on connection: OpaquePointer) -> Bool {
        PQsendPrepare(connection, name, sql.text, Int32(key.types.count), key.types) == 1
    }

    func sendExecution(of name: String, on connection: OpaquePointer, format: PostgresType.Format) -> Bool {
        withParameters { parameters in
            PQsendQueryPrepared(
                connection, name, parameters.count, parameters.values, parameters.lengths, parameters.formats,
                format.rawValue) == 1
        }
    }

    /// Lays the parameters out on the stack.
    private func withParameters<Result>(_ body: (Parameters) -> Result) -> Result {
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

/// One parameter as it goes to the server.
struct BoundValue: Hashable, Sendable {
    var type: PostgresType
    /// `nil` is NULL.
    var bytes: [UInt8]?

    init(type: PostgresType, bytes: [UInt8]?) {
        self.type = type
        self.bytes = bytes
    }

    init<Value: PostgresEncodable>(_ value: Value?) {
        guard let value else {
            self.init(type: Value.postgresType, bytes: nil)
            return
        }
        var bytes: [UInt8] = []
        value.encode(into: &bytes)
        self.init(type: Value.postgresType, bytes: bytes)
    }
}

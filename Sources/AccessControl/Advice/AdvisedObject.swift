import PostgresCatalog

/// What a finding is about.
struct AdvisedObject: Hashable, Sendable {
    /// Kind and name.
    let label: String
    /// Whether it belongs to the whole server, so that every database's catalogue tells of it.
    let isOfServer: Bool

    private init(label: String, isOfServer: Bool) {
        self.label = label
        self.isOfServer = isOfServer
    }

    init(_ object: any CatalogObject) {
        let shared: [NamedObject.Kind] = [.tablespace, .parameter]
        let isOfServer = object is CatalogDatabase || (object as? NamedObject).map { shared.contains($0.kind) } ?? false
        self.init(label: object.label, isOfServer: isOfServer)
    }

    static func role(_ name: String) -> AdvisedObject { AdvisedObject(label: "role \(name)", isOfServer: true) }

    /// A role, for what it has in one database.
    static func roleHere(_ name: String) -> AdvisedObject { AdvisedObject(label: "role \(name)", isOfServer: false) }

    static func here(_ label: String) -> AdvisedObject { AdvisedObject(label: label, isOfServer: false) }

    static func ofServer(_ label: String) -> AdvisedObject { AdvisedObject(label: label, isOfServer: true) }
}

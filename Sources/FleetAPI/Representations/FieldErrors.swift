/// What is wrong with the fields of a body or the parameters of a query, gathered for one answer that lists it all.
struct FieldErrors: Sendable, Equatable {
    private(set) var all: [FieldError] = []
    /// Where in the body the reading is: `defects[2].title`.
    private var path = ""

    var isEmpty: Bool { all.isEmpty }

    /// Refuses the value that is being read.
    ///
    /// - Parameter message: what it must be instead; never the value given.
    mutating func refuse(_ message: String) {
        all.append(FieldError(field: path, message: message))
    }

    /// Refuses an identifier that names nothing.
    mutating func refuseReference() { refuse("names nothing of this tenant's") }

    /// Reads what stands at `name` within what is being read.
    mutating func at<Value>(_ name: String, _ read: (inout FieldErrors) -> Value) -> Value {
        let outer = path
        path = outer.isEmpty ? name : "\(outer).\(name)"
        defer { path = outer }
        return read(&self)
    }

    /// Reads an element of the array that is being read.
    mutating func at<Value>(_ index: Int, _ read: (inout FieldErrors) -> Value) -> Value {
        let outer = path
        path += "[\(index)]"
        defer { path = outer }
        return read(&self)
    }
}

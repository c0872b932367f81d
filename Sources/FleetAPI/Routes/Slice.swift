/// How a list goes on after these resources.
struct Slice: Sendable, Equatable {
    var limit: Int
    /// What `after` is to be; nil at the end.
    var next: String?

    static let representation = Representation<Slice, Void>(
        "Slice",
        [
            .readOnly("limit", .integer(PageRequest.limits)) { $0.limit },
            .readOnly("next", JSONKind.text(1...8192).described("For after; null at the end.").orNull) { $0.next },
        ])
}

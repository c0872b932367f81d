import Dispatch

/// Does something short at a later time.
enum Deadline {
    /// A serial queue has a thread of its own even when every other one is held by work that blocks.
    private static let queue = DispatchQueue(label: "postgres-driver.deadlines")

    static func after(_ delay: DispatchTimeInterval, _ work: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + delay, execute: work)
    }
}

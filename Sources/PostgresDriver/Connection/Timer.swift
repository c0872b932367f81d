import Dispatch

/// Does something short at a later time.
enum Timer {
    /// A serial queue has a thread of its own even when every other one is held by work that blocks.
    private static let queue = DispatchQueue(label: "postgres-driver.timers")

    static func fire(after delay: DispatchTimeInterval, _ work: @escaping @Sendable () -> Void) {
        fire(at: .now() + delay, work)
    }

    static func fire(at time: DispatchTime, _ work: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: time, execute: work)
    }
}

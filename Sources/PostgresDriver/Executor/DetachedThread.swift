import CEpoll

import Glibc

/// A detached POSIX thread with a name, as `ps -L` and a debugger show it.
final class DetachedThread: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    private init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    /// Starts a thread that runs a body and ends.
    ///
    /// - Returns: Whether the system had one.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(DetachedThread(name: name, body: body))
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let thread = Unmanaged<DetachedThread>.fromOpaque(context).takeRetainedValue()
                dal_name_thread(thread.name)
                thread.body()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}

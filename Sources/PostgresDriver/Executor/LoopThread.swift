import CEpoll

import Glibc

/// A detached POSIX thread with a name, as `ps -L` and a debugger show it.
final class LoopThread: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let thread = Unmanaged<LoopThread>.fromOpaque(context).takeRetainedValue()
                dal_name_thread(thread.name)
                thread.body()
                return nil
            }, context)
        precondition(status == 0, "the system has no thread left for an event loop (error \(status))")
        pthread_detach(thread)
    }
}

import Dispatch
import Glibc

/// Ctrl-C, or what `kill` sends.
enum TerminationSignal {
    /// Waits for one, which then ends nothing by itself.
    static func wait() async {
        let signals = [SIGINT, SIGTERM]
        for number in signals { signal(number, SIG_IGN) }
        let (arrived, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = signals.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.activate()
            return source
        }
        for await _ in arrived { break }
        for source in sources { source.cancel() }
    }
}

import PostgresCatalog
import Testing

@Suite("Polling for the writer's lock") struct LockPollingTests {
    @Test("pauses grow to a second, the last ends at the deadline, and then there is none")
    func pauses() {
        let start = ContinuousClock.now
        var polling = LockPolling(within: .seconds(5), from: start)
        var (now, pauses) = (start, [Duration]())
        while let pause = polling.pause(at: now) {
            pauses.append(pause)
            now += pause
        }
        #expect(pauses == [20, 40, 80, 160, 320, 640, 1_000, 1_000, 1_000, 740].map(Duration.milliseconds))
        #expect(now == start + .seconds(5))
    }

    @Test("time that the server takes counts", arguments: [Duration.zero, .seconds(2)])
    func slowServer(wait: Duration) {
        let start = ContinuousClock.now
        var polling = LockPolling(within: wait, from: start)
        #expect(polling.pause(at: start + wait) == nil)
        #expect(polling.pause(at: start + wait - .milliseconds(1)) == .milliseconds(1))
    }
}

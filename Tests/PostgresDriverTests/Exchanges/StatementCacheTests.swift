import Testing
import TestSupport

@testable import PostgresDriver

@Suite("The statement cache")
struct StatementCacheTests {
    private func key(_ number: Int) -> StatementCache.Key { StatementCache.Key(text: "SELECT \(number)", types: []) }

    @Test("prepares a statement at its first use and learns its format")
    func firstUse() {
        var cache = StatementCache(capacity: 2)
        let first = cache.use(key(1))
        #expect(first.mustPrepare && first.format == .text && first.learns)
        cache.learn(key(1), format: .binary)
        #expect(cache.use(key(1)) == StatementCache.Use(name: first.name, format: .binary))
    }

    @Test("tells statements apart by the types of their parameters")
    func parameterTypes() {
        var cache = StatementCache(capacity: 2)
        let text = cache.use(StatementCache.Key(text: "SELECT $1", types: [25]))
        let number = cache.use(StatementCache.Key(text: "SELECT $1", types: [20]))
        #expect(text.name != number.name)
    }

    @Test("lets the statement go that was not used for longest")
    func eviction() {
        var cache = StatementCache(capacity: 2)
        let first = cache.use(key(1))
        let second = cache.use(key(2))
        _ = cache.use(key(1))
        _ = cache.use(key(3))
        #expect(cache.takeAbandoned() == [second.name])
        #expect(!cache.hasAbandoned)
        #expect(cache.use(key(1)).name == first.name)
        #expect(cache.use(key(2)).mustPrepare)
        #expect(cache.count == 2)
    }

    @Test("prepares a refused statement anew and never gives a name twice")
    func forgetting() throws {
        var cache = StatementCache(capacity: 2)
        let first = try #require(cache.use(key(1)).name)
        cache.forget(first)
        let second = cache.use(key(1))
        #expect(second.mustPrepare && second.name != first)
        cache.forget(first)
        #expect(!cache.use(key(1)).mustPrepare)
        #expect(!cache.hasAbandoned)
    }

    @Test("gives a stale statement up, once")
    func staleness() throws {
        var cache = StatementCache(capacity: 2)
        let name = try #require(cache.use(key(1)).name)
        cache.abandon(name)
        cache.abandon(name)
        #expect(cache.takeAbandoned() == [name])
        #expect(cache.use(key(1)).mustPrepare)
    }

    @Test("keeps no statement in one-shot mode, only what it learned of formats")
    func oneShot() {
        var cache = StatementCache(capacity: 0)
        let first = cache.use(key(1))
        #expect(first == StatementCache.Use(name: nil, format: .text))
        cache.learn(key(1), format: .binary)
        #expect(cache.use(key(1)).format == .binary)
        for number in 2..<1_000 { _ = cache.use(key(number)) }
        #expect(cache.count == 256)
        #expect(!cache.hasAbandoned)
    }

    @Test("is never larger than its capacity and never sends a name that is gone, whatever comes")
    func randomSequences() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var cache = StatementCache(capacity: 4)
            var atServer: Set<StatementName> = []
            for _ in 0..<200 {
                switch random.next() % 8 {
                case 0:
                    for name in cache.takeAbandoned() { #expect(atServer.remove(name) != nil) }
                case 1:
                    if let name = atServer.randomElement(using: &random) { cache.abandon(name) }
                case 2:
                    cache.forgetAll()
                    atServer = []
                default:
                    let use = cache.use(key(Int(random.next() % 10)))
                    if use.mustPrepare, let name = use.name { #expect(atServer.insert(name).inserted) }
                    #expect(use.name.map(atServer.contains) == true)
                }
                #expect(cache.count <= 4)
            }
        }
    }
}

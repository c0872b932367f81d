import Testing

@testable import FleetAPI

@Suite struct RecentlyUsedTests {
    @Test func whatWasNotUsedForLongestMakesRoom() {
        var cache = RecentlyUsed<String, Int>(capacity: 2)
        cache.set(1, for: "a")
        cache.set(2, for: "b")
        #expect(cache.value(of: "a") == 1)
        cache.set(3, for: "c")
        #expect(cache.value(of: "b") == nil)
        #expect(cache.value(of: "a") == 1)
        #expect(cache.value(of: "c") == 3)
    }

    /// Against a list in the order of use.
    @Test(arguments: [1, 2, 3, 7]) func agreesWithAPlainList(_ capacity: Int) {
        var cache = RecentlyUsed<Int, Int>(capacity: capacity)
        var model: [(key: Int, value: Int)] = []
        for step in 0..<5000 {
            let key = Int.random(in: 0..<10)
            let index = model.firstIndex { $0.key == key }
            if Bool.random() {
                if let index { model.remove(at: index) }
                model.append((key, step))
                if model.count > capacity { model.removeFirst() }
                cache.set(step, for: key)
            } else {
                #expect(cache.value(of: key) == index.map { model[$0].value })
                if let index { model.append(model.remove(at: index)) }
            }
            #expect(cache.count == model.count)
        }
    }
}

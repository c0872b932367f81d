import HTTPTypes

/// Which methods each path answers: what tells an unknown path from a known one asked the wrong way.
struct RouteTable: Sendable {
    private var methods: [(template: [Substring], allowed: [HTTPRequest.Method])] = []

    /// - Parameter routes: methods with path templates such as `/api/vendors/{id}`. Whoever answers GET answers HEAD;
    ///   every path answers OPTIONS.
    init(_ routes: [(method: HTTPRequest.Method, path: String)]) {
        for (method, path) in routes {
            let template = path.split(separator: "/")
            let additions = method == .get ? [method, .head] : [method]
            if let index = methods.firstIndex(where: { $0.template == template }) {
                methods[index].allowed += additions
            } else {
                methods.append((template, [.options] + additions))
            }
        }
    }

    /// The methods `path` answers, in alphabetical order; nil when no route has this path.
    func allowedMethods(forPath path: String) -> [HTTPRequest.Method]? {
        let parts = path.split(separator: "/")
        // A path written out goes before one with a parameter in its place, as it does in the router.
        return methods.filter { Self.matches($0.template, parts) }
            .min { Self.parameters($0.template) < Self.parameters($1.template) }?
            .allowed.sorted { $0.rawValue < $1.rawValue }
    }

    private static func parameters(_ template: [Substring]) -> Int { template.count { $0.hasPrefix("{") } }

    private static func matches(_ template: [Substring], _ parts: [Substring]) -> Bool {
        template.count == parts.count && zip(template, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
}

import HTTPTypes
import NIOCore

/// The specification (OpenAPI 3.1.0), rendered from the routes themselves.
struct OpenAPIDocument {
    private var json = JSONWriter(capacity: 65_536)
    /// Every schema that has a name, met so far.
    private var names: [String: Schema] = [:]

    static func render(_ routes: [Route]) -> ByteBuffer {
        var document = OpenAPIDocument()
        document.write(routes)
        return document.json.buffer
    }

    private mutating func write(_ routes: [Route]) {
        json.beginObject()
        json.member("openapi") { $0.string("3.1.0") }
        json.name("info")
        json.beginObject()
        json.member("title") { $0.string("Fleet") }
        json.member("version") { $0.string("1") }
        json.member("description") {
            $0.string(
                "Fleet management. Every answer carries X-Request-ID; every refusal is application/problem+json (RFC 9457)."
            )
        }
        json.endObject()
        json.name("paths")
        json.beginObject()
        for path in routes.map(\.path).uniqued() {
            json.name(path)
            json.beginObject()
            for route in routes where route.path == path { write(route) }
            json.endObject()
        }
        json.endObject()
        writeComponents()
        json.endObject()
    }

    private mutating func write(_ route: Route) {
        let operation = route.operation
        json.name(route.method.rawValue.lowercased())
        json.beginObject()
        json.member("operationId") { $0.string(operation.id) }
        json.member("summary") { $0.string(operation.summary) }
        if let details = route.details { json.member("description") { $0.string(details) } }
        if case .requires(let permission) = route.access { writeSecurity(permission) }
        writeParameters(of: route)
        if let body = operation.body {
            json.name("requestBody")
            json.beginObject()
            json.member("required") { $0.bool(true) }
            writeContent("application/json", body)
            json.endObject()
        }
        json.name("responses")
        json.beginObject()
        for answer in operation.answers { write(answer) }
        writeProblems(of: route)
        json.endObject()
        json.endObject()
    }

    private mutating func writeSecurity(_ permission: Permission) {
        json.name("security")
        json.beginArray()
        json.beginObject()
        json.name("bearer")
        json.beginArray()
        json.string(permission.rawValue)
        json.endArray()
        json.endObject()
        json.endArray()
    }
}

// MARK: - Parameters and answers

extension OpenAPIDocument {
    private mutating func writeParameters(of route: Route) {
        json.name("parameters")
        json.beginArray()
        for name in route.pathParameters {
            write(
                ParameterDescription(
                    name: name, schema: route.operation.identifier,
                    description: "Of what is of another kind there is nothing.",
                    isRequired: true),
                in: "path")
        }
        for parameter in route.operation.query { write(parameter, in: "query") }
        for parameter in route.operation.headers { write(parameter, in: "header") }
        json.endArray()
    }

    private mutating func write(_ parameter: ParameterDescription, in location: String) {
        json.beginObject()
        json.member("name") { $0.string(parameter.name) }
        json.member("in") { $0.string(location) }
        json.member("required") { $0.bool(parameter.isRequired) }
        json.member("description") { $0.string(parameter.description) }
        json.name("schema")
        parameter.schema.write(to: &json, names: &names)
        json.endObject()
    }

    private mutating func write(_ answer: AnswerDescription) {
        json.name(String(answer.status.code))
        json.beginObject()
        json.member("description") { $0.string(answer.description) }
        if !answer.headers.isEmpty {
            json.name("headers")
            json.beginObject()
            for header in answer.headers { write(header) }
            json.endObject()
        }
        if let schema = answer.schema { writeContent(answer.mediaType, schema) }
        json.endObject()
    }

    private mutating func write(_ header: HeaderDescription) {
        json.name(header.name)
        json.beginObject()
        json.member("description") { $0.string(header.description) }
        json.member("required") { $0.bool(header.isRequired) }
        json.member("schema") { schema in
            schema.beginObject()
            schema.member("type") { $0.string("string") }
            schema.endObject()
        }
        json.endObject()
    }

    /// One answer for each status, whose type is one of the problems that have it.
    private mutating func writeProblems(of route: Route) {
        let byStatus = Dictionary(grouping: route.problems) { $0.status.code }
        for (status, kinds) in byStatus.sorted(by: { $0.key < $1.key }) {
            let kinds = kinds.sorted { $0.rawValue < $1.rawValue }
            json.name(String(status))
            json.beginObject()
            json.member("description") { $0.string(kinds.map { $0.title + "." }.joined(separator: " ")) }
            writeContent("application/problem+json", Problem.schema(kinds))
            json.endObject()
        }
    }

    private mutating func writeContent(_ mediaType: String, _ schema: Schema) {
        json.name("content")
        json.beginObject()
        json.name(mediaType)
        json.beginObject()
        json.name("schema")
        schema.write(to: &json, names: &names)
        json.endObject()
        json.endObject()
    }
}

// MARK: - Components

extension OpenAPIDocument {
    private mutating func writeComponents() {
        json.name("components")
        json.beginObject()
        json.name("securitySchemes")
        json.beginObject()
        json.name("bearer")
        json.beginObject()
        json.member("type") { $0.string("http") }
        json.member("scheme") { $0.string("bearer") }
        json.member("bearerFormat") { $0.string("JWT") }
        json.endObject()
        json.endObject()
        json.name("schemas")
        json.beginObject()
        writeNamedSchemas()
        json.endObject()
        json.endObject()
    }

    /// A schema may name another, which is then written in the next round.
    private mutating func writeNamedSchemas() {
        var written: Set<String> = []
        while let name = names.keys.filter({ !written.contains($0) }).min(), let schema = names[name] {
            written.insert(name)
            json.name(name)
            schema.write(to: &json, names: &names)
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it stood first.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

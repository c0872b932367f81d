import HTTPTypes
import Hummingbird
import NIOCore

/// The specification, for programs and for people.
enum DocumentRoutes {
    /// - Parameter routes: those described beside these two.
    static func all(describing routes: [Route]) -> [Route] {
        let page = DocumentationPage()
        let documentation = Route.open(.get, "/docs", documentation) { _, _ in page.response }
        // The route that answers it stands in the specification too, and so is made before its answer is.
        let described = routes + [documentation, specification(ByteBuffer())]
        return [documentation, specification(OpenAPIDocument.render(described))]
    }

    private static func specification(_ document: ByteBuffer) -> Route {
        .open(.get, "/openapi.json", specification) { _, _ in JSONAnswer(body: document).response }
    }

    private static let specification = Operation(
        "getSpecification", "This specification",
        answers: [AnswerDescription(status: .ok, description: "OpenAPI 3.1.", schema: .map(of: .any))])

    private static let documentation = Operation(
        "getDocumentation", "This specification as a page to read and try",
        answers: [
            AnswerDescription(
                status: .ok, description: "A page that needs nothing from elsewhere.", schema: .text(TextSchema()),
                mediaType: "text/html")
        ])
}

import Foundation
import HTTPTypes
import Hummingbird

extension Request {
    /// A `Link` to the following page (RFC 8288): the same query with one parameter changed.
    ///
    /// - Parameter value: letters, digits, `-` and `_`.
    func nextLink(_ name: String, _ value: String) -> String {
        let kept = (uri.query ?? "").split(separator: "&").filter { $0.prefix { $0 != "=" } != name }
        // What stands in a URI's query has no `>`; a client that sends one gets it encoded.
        let query = (kept.map(String.init) + ["\(name)=\(value)"]).joined(separator: "&").replacing(">", with: "%3E")
        return "<\(uri.path)?\(query)>; rel=\"next\""
    }
}

extension HTTPField.Name {
    // Unwrapped: the text is a constant, and a valid name.
    static let link = HTTPField.Name("Link")!
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// An HTTP answer with its JSON opened.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(status: Int, headers: HTTPFields, text: String) {
        self.status = status
        self.headers = headers
        self.text = text
    }

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    var object: [String: Any] {
        get throws {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "not JSON: \(text)")
        }
    }

    /// The one resource of `{"data":{…}}`.
    var resource: [String: Any] { get throws { try #require(try object["data"] as? [String: Any]) } }

    /// The resources of `{"data":[…]}`.
    var list: [[String: Any]] { get throws { try #require(try object["data"] as? [[String: Any]]) } }

    /// The fields a problem lists as wrong.
    var wrongFields: [String] {
        get throws { (try object["errors"] as? [[String: String]] ?? []).compactMap { $0["field"] } }
    }

    /// The last part of a problem's type.
    var problem: String? {
        get throws { (try object["type"] as? String)?.split(separator: ":").last.map(String.init) }
    }
}

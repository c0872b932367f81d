import Foundation
import HTTPTypes
import Hummingbird

/// What `If-Match` or `If-None-Match` names (RFC 9110, 13.1).
enum EntityTags: Sendable, Equatable {
    /// `*`: whatever is there.
    case any
    /// One of these versions; none when no tag is one of this API's.
    case versions([Int])

    /// nil when there is no such header.
    ///
    /// - Parameter comparesWeakly: whether `W/"3"` is as good as `"3"`, as it is for `If-None-Match` alone.
    init?(_ header: String?, comparesWeakly: Bool) {
        guard let header else { return nil }
        let tags = header.split(separator: ",").map { Substring($0.trimmingCharacters(in: .whitespaces)) }
        if tags == ["*"] {
            self = .any
        } else {
            self = .versions(
                tags.compactMap { tag in
                    EntityTag(comparesWeakly && tag.hasPrefix("W/") ? tag.dropFirst(2) : tag)?.version
                })
        }
    }

    func contains(_ version: Int) -> Bool {
        switch self {
        case .any: true
        case .versions(let versions): versions.contains(version)
        }
    }

    /// Refuses a change that is meant for another version.
    ///
    /// - Parameter version: the present one; nil when there is no such resource.
    func check(_ version: Int?) throws(Problem) {
        guard let version else { throw .noResource }
        guard contains(version) else { throw .preconditionFailed }
    }
}

extension Request {
    /// The versions a change is meant for; nil when the client does not care.
    var ifMatch: EntityTags? { EntityTags(headers[.ifMatch], comparesWeakly: false) }

    /// The versions the client has already.
    var ifNoneMatch: EntityTags? { EntityTags(headers[.ifNoneMatch], comparesWeakly: true) }
}

import Foundation

/// The media types a client says it takes (RFC 9110, 12.5.1), as far as it matters to a server with one to offer.
enum AcceptedMedia {
    /// Whether `accept` takes `media`; a range with `q=0` takes nothing.
    static func allows(_ media: String, _ accept: String) -> Bool {
        let family = media.prefix { $0 != "/" }
        return accept.split(separator: ",").contains { range in
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            guard let name = parts.first, name == media || name == "*/*" || name == "\(family)/*" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
        }
    }
}

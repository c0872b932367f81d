import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The page at `/docs`: it reads `/openapi.json` and shows it, with a form to try each route. Its policy lets it run its
/// own script alone, named by hash, and talk to this server alone.
struct DocumentationPage: Sendable {
    private let body: ByteBuffer
    private let policy: String

    init() {
        body = ByteBuffer(
            string: """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Fleet API</title>
                <style>\(Self.style)</style>
                </head>
                <body>
                <header><h1>Fleet API</h1>
                <label>Token <input id="token" type="password" autocomplete="off" spellcheck="false"></label></header>
                <main id="routes">Loading /openapi.json …</main>
                <script>\(Self.script)</script>
                </body>
                </html>

                """)
        policy =
            "default-src 'none'; script-src '\(Self.hash(Self.script))'; style-src '\(Self.hash(Self.style))'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }

    var response: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy,
                .xContentTypeOptions: "nosniff", .cacheControl: "no-cache",
            ], body: .init(byteBuffer: body))
    }

    /// As a Content-Security-Policy names an inline script or style.
    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}

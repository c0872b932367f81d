import Crypto

/// Sixteen hexadecimal digits that stand for a path.
func shortDigest(of path: String) -> String {
    SHA256.hash(data: Array(path.utf8)).prefix(8)
        .map { String($0 >> 4, radix: 16) + String($0 & 0xf, radix: 16) }.joined()
}

import FoundationEssentials

/// The permission bits of a path.
func mode(of path: String) -> Int? { attribute(.posixPermissions, of: path) }

/// The owner of a path.
func owner(of path: String) -> Int? { attribute(.ownerAccountID, of: path) }

private func attribute(_ key: FileAttributeKey, of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[key]) as? Int
}

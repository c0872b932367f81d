import Glibc

/// A secret directory opened and found to be private. Files are reached through its descriptor, so that nobody can
/// exchange the directory between the check and the use.
struct OpenDirectory: ~Copyable {
    static let maximumBytes = 65_536

    private let descriptor: FileDescriptor
    private let path: String

    private init(descriptor: consuming FileDescriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens the directory, or returns nil when there is none.
    static func open(_ path: String) throws(SecretDirectoryError) -> OpenDirectory? {
        let raw = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard raw >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.openFailure(errno, path, wanted: "a directory of its own, not a link or a file")
        }
        let descriptor = FileDescriptor(raw)
        try descriptor.requirePrivate(path, fix: "chmod 700", kind: S_IFDIR)
        return OpenDirectory(descriptor: descriptor, path: path)
    }

    /// Opens the directory, made when there is none.
    static func create(_ path: String) throws(SecretDirectoryError) -> OpenDirectory {
        if let existing = try open(path) { return existing }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system(errno, "mkdir", path) }
        guard let made = try open(path) else { throw .system(ENOENT, "open", path) }
        return made
    }

    func read(_ name: String) throws(SecretDirectoryError) -> Secret? {
        // O_NONBLOCK: a FIFO planted under the name must not hang the caller before its kind is checked.
        let raw = openat(descriptor.raw, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard raw >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.openFailure(errno, "\(path)/\(name)", wanted: "a regular file, not a link")
        }
        let file = FileDescriptor(raw)
        try file.requirePrivate("\(path)/\(name)", fix: "chmod 600", kind: S_IFREG)
        return try Self.secret(
            from: file.readAll(limit: Self.maximumBytes + 2, path: "\(path)/\(name)"), "\(path)/\(name)")
    }

    /// Writes a file and gives it its name once it is whole and on the disk. False when the name is taken and must not
    /// be replaced.
    @discardableResult
    func write(_ secret: Secret, named name: String, replacing: Bool) throws(SecretDirectoryError) -> Bool {
        let temporary = ".\(name).\(getpid()).\(UInt64.random(in: 0 ... .max)).new"
        do {
            try writeTemporary(secret, temporary)
            let placed = try place(temporary, as: name, replacing: replacing)
            try descriptor.synchronize(path)
            return placed
        } catch {
            unlinkat(descriptor.raw, temporary, 0)
            throw error
        }
    }

    private func writeTemporary(_ secret: Secret, _ temporary: String) throws(SecretDirectoryError) {
        let raw = openat(descriptor.raw, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard raw >= 0 else { throw .system(errno, "create", "\(path)/\(temporary)") }
        let file = FileDescriptor(raw)
        try file.writeAll(secret, path: "\(path)/\(temporary)")
        try file.synchronize("\(path)/\(temporary)")
    }

    private func place(_ temporary: String, as name: String, replacing: Bool) throws(SecretDirectoryError) -> Bool {
        if replacing {
            guard renameat(descriptor.raw, temporary, descriptor.raw, name) == 0 else {
                throw .system(errno, "rename", "\(path)/\(name)")
            }
            return true
        }
        // link(2), unlike rename(2), refuses a name that another process has taken meanwhile.
        let placed = linkat(descriptor.raw, temporary, descriptor.raw, name, 0) == 0
        if !placed, errno != EEXIST { throw .system(errno, "link", "\(path)/\(name)") }
        unlinkat(descriptor.raw, temporary, 0)
        return placed
    }

    private static func secret(from bytes: [UInt8], _ path: String) throws(SecretDirectoryError) -> Secret {
        var content = bytes[...]
        if content.last == UInt8(ascii: "\n") {
            content.removeLast()
            if content.last == UInt8(ascii: "\r") { content.removeLast() }
        }
        guard !content.isEmpty, content.count <= maximumBytes, let text = String(validating: content, as: UTF8.self)
        else {
            throw SecretDirectoryError(
                code: .unreadableContent, path: path,
                detail: "is empty, larger than \(maximumBytes) bytes or not UTF-8; "
                    + "put the secret there, or delete the file to have a new one made")
        }
        return Secret(text)
    }

    private static func openFailure(_ error: Int32, _ path: String, wanted: String) -> SecretDirectoryError {
        switch error {
        case ELOOP, ENOTDIR, EISDIR, ENXIO:
            SecretDirectoryError(
                code: .wrongKind, path: path, detail: "must be \(wanted); remove what is there and try again")
        default: .system(error, "open", path)
        }
    }
}

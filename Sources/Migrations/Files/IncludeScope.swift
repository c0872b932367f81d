/// What a migration may include by `\i` and `\ir`.
public struct IncludeScope: Sendable, Hashable {
    /// The folder that nothing is included from outside of: the migrations'.
    public let folder: String
    /// The folder that `\i` counts from: the project's. `\ir` counts from the file it stands in.
    public let base: String

    /// A scope.
    /// - Parameters:
    ///   - folder: the migrations' folder.
    ///   - base: the project's folder, where psql would be started; by default the one above `folder`.
    public init(folder: String, base: String? = nil) {
        self.folder = folder
        self.base = base ?? "\(folder)/.."
    }
}

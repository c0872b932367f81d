/// A rule of a table or view (`CREATE RULE`) that does something beside or instead of a statement. It acts with the
/// rights of the relation's owner, also where a view reads with its reader's.
public struct CatalogRule: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The right that a statement needs for the rule to act: INSERT, UPDATE or DELETE.
    public let event: Privilege
}

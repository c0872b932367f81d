/// Something of the catalogue that has an owner and an access control list.
public protocol CatalogObject: Sendable {
    /// Who owns it.
    var owner: String { get }
    /// Its access control list; the default one when none was ever set.
    var grants: [Grant] { get }
    /// Kind and name, as in `table public.vendors`.
    var label: String { get }
    /// What its access control list can hold.
    var privileges: [Privilege] { get }
    /// Whether an extension made it, with the grants it needs.
    var isExtensionMember: Bool { get }
    /// The predefined roles whose members hold a privilege on every object of this kind.
    func predefinedRoles(holding privilege: Privilege) -> [String]
}

extension CatalogObject {
    /// No extension makes objects of this kind.
    public var isExtensionMember: Bool { false }
}

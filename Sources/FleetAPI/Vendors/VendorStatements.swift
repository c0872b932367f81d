import DataAccess
import Foundation
import PostgresDriver

/// The SQL on vendors. The tenant's rows alone are seen by any of it: the session's scope and row-level security see to
/// that.
enum VendorStatements {
    static let count: SQL = "SELECT count(*) FROM public.vendors"

    /// By name; the id makes the order of equal names certain, so that pages neither repeat nor skip a row.
    static func page(_ page: PageRequest) -> SQL {
        """
        SELECT \(Vendor.columns) FROM public.vendors
        ORDER BY name, id LIMIT \(page.limit) OFFSET \(page.offset)
        """
    }

    static func find(_ id: UUID) -> SQL {
        "SELECT \(Vendor.columns) FROM public.vendors WHERE id = \(id)"
    }

    /// Nobody changes the vendor until the transaction ends.
    static func lockedVersion(_ id: UUID) -> SQL {
        "SELECT version FROM public.vendors WHERE id = \(id) FOR UPDATE"
    }

    static func insert(_ vendor: VendorDetails, tenant: TenantID) -> SQL {
        """
        INSERT INTO public.vendors (tenant_id, name, vendor_type, contact_name, email, phone, address, city, state, zip,
          website, notes, is_active)
        VALUES (\(tenant.rawValue), \(vendor.name), \(vendor.vendorType.rawValue), \(vendor.contactName),
          \(vendor.email), \(vendor.phone), \(vendor.address), \(vendor.city), \(vendor.state), \(vendor.zip),
          \(vendor.website), \(vendor.notes), \(vendor.isActive))
        RETURNING \(Vendor.columns)
        """
    }

    static func replace(_ id: UUID, with vendor: VendorDetails) -> SQL {
        """
        UPDATE public.vendors SET name = \(vendor.name), vendor_type = \(vendor.vendorType.rawValue),
          contact_name = \(vendor.contactName), email = \(vendor.email), phone = \(vendor.phone),
          address = \(vendor.address), city = \(vendor.city), state = \(vendor.state), zip = \(vendor.zip),
          website = \(vendor.website), notes = \(vendor.notes), is_active = \(vendor.isActive)
        WHERE id = \(id) RETURNING \(Vendor.columns)
        """
    }

    static func delete(_ id: UUID) -> SQL {
        "DELETE FROM public.vendors WHERE id = \(id)"
    }
}

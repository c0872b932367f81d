// Whoever declares tables needs what the macros write in their place: the library, the driver's rows and values, and
// the type of most keys.
@_exported public import DataAccess
@_exported public import PostgresDriver
@_exported public import struct FoundationEssentials.UUID

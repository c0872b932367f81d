// Whoever declares tables needs what the macros write in their place: the library, and the driver's rows and values.
@_exported public import DataAccess
@_exported public import PostgresDriver

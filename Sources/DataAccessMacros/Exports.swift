// Whoever declares tables needs what the macros write in their place.
@_exported public import DataAccess

enum PlaceholderDataAccessTesting {}

enum PlaceholderDataAccess {}

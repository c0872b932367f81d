enum PlaceholderAccessControl {}

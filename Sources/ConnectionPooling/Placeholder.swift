enum PlaceholderConnectionPooling {}

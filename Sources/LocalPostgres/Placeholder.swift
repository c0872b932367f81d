enum PlaceholderLocalPostgres {}

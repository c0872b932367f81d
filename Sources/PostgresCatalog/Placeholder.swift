enum PlaceholderPostgresCatalog {}

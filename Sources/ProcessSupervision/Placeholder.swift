enum PlaceholderProcessSupervision {}

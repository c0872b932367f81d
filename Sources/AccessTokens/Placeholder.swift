enum PlaceholderAccessTokens {}

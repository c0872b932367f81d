/// Columns whose names say that they hold secrets, or what identifies a person to a bank or an authority.
enum SensitiveColumn {
    private static let names: Set = [
        "access_key", "access_token", "api_key", "auth_token", "bank_account", "card_number", "credit_card", "cvv",
        "encrypted_password", "iban", "passport_number", "passwd", "password", "password_digest", "password_hash",
        "private_key", "refresh_token", "reset_token", "secret", "secret_key", "session_token",
        "social_security_number",
        "ssn", "tax_id", "totp_secret",
    ]

    static func isName(_ column: String) -> Bool { names.contains(column.lowercased()) }
}

/// Every rule, in the order in which their surprises are told.
enum AccessRules {
    static let all: [any (AccessRule & SendableMetatype).Type] = [
        RoleAttributeRule.self, MembershipRule.self, PrivilegeRule.self, MissingObjectRule.self, OwnershipRule.self,
        RowSecurityRule.self,
        ViewRule.self, SearchPathRule.self, LoginSettingRule.self, DefaultPrivilegeRule.self, SystemObjectRule.self,
        OtherDatabaseRule.self, AuditTriggerRule.self,
    ]
}

import DataAccess
import Foundation
import HTTPTypes
import NIOCore
import PostgresDriver

/// The SQL on idempotency keys. Each is stored with the answer to its request, by the transaction that did the work.
enum IdempotencyStatements {
    /// Expired keys that one request clears away.
    static let mostForgotten = 100

    /// Deletes some of the tenant's expired keys; those another request is at are left to it.
    static func forget(_ tenant: TenantID) -> SQL {
        """
        DELETE FROM public.idempotency_keys WHERE tenant_id = \(tenant.rawValue) AND key_hash IN (
          SELECT key_hash FROM public.idempotency_keys
          WHERE tenant_id = \(tenant.rawValue) AND expires_at <= now()
          LIMIT \(mostForgotten) FOR UPDATE SKIP LOCKED)
        """
    }

    /// Takes a key that is new or expired, and answers with a row then. Waits for another transaction that took it.
    static func claim(_ key: IdempotencyKey, _ tenant: TenantID) -> SQL {
        """
        INSERT INTO public.idempotency_keys AS held (tenant_id, key_hash, request_hash)
        VALUES (\(tenant.rawValue), \(key.hash), \(key.requestHash))
        ON CONFLICT (tenant_id, key_hash) DO UPDATE
        SET request_hash = excluded.request_hash, expires_at = excluded.expires_at, status = NULL
        WHERE held.expires_at <= now()
        RETURNING true
        """
    }

    static func stored(_ key: IdempotencyKey, _ tenant: TenantID) -> SQL {
        """
        SELECT request_hash, status, location, entity_tag, body FROM public.idempotency_keys
        WHERE tenant_id = \(tenant.rawValue) AND key_hash = \(key.hash)
        """
    }

    static func store(_ answer: JSONAnswer, under key: IdempotencyKey, _ tenant: TenantID) -> SQL {
        """
        UPDATE public.idempotency_keys
        SET status = \(answer.status.code), location = \(answer.headers[.location]),
          entity_tag = \(answer.headers[.eTag]), body = \(String(buffer: answer.body))
        WHERE tenant_id = \(tenant.rawValue) AND key_hash = \(key.hash)
        """
    }
}

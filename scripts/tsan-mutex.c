/* Tells ThreadSanitizer about Swift's Mutex on Linux.
 *
 * The fast path of Synchronization.Mutex is compiled into its users, where ThreadSanitizer sees the atomic operation. The
 * slow path, taken when two threads contend, is in libswiftSynchronization, which is not instrumented: whatever a
 * contended mutex protects would be reported as a race. This library is loaded before that one, passes each call on, and
 * says what the call does: nothing is suppressed. `make tsan` builds and loads it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

/* Defined by the runtime of ThreadSanitizer, in programs that have it. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

SWIFT void lock_slow(uint32_t thread, SELF mutex) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void unlock_slow(SELF mutex) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
SWIFT bool try_lock_slow(SELF mutex) __asm__("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");

static void *next(const char *symbol) { return dlsym(RTLD_NEXT, symbol); }

SWIFT void lock_slow(uint32_t thread, SELF mutex) {
    SWIFT void (*real)(uint32_t, SELF) = next("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
    real(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF mutex) {
    SWIFT void (*real)(SELF) = next("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
    if (__tsan_release) __tsan_release(mutex);
    real(mutex);
}

SWIFT bool try_lock_slow(SELF mutex) {
    SWIFT bool (*real)(SELF) = next("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");
    bool taken = real(mutex);
    if (taken && __tsan_acquire) __tsan_acquire(mutex);
    return taken;
}

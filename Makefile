# Two commands: `make run` starts everything, `make test` proves it. Both do their own set-up.

PORT ?= 8080
ARGS ?=

# A target may import only what Package.swift lists for it; this turns an import beyond that into an error.
SWIFT_FLAGS := --explicit-target-dependency-import-check error

# So many tests at a time: all of them at once would wait for each other past their deadlines on a small machine.
TEST_FLAGS := --skip-build --experimental-maximum-parallelization-width 16

# What the formatter looks after.
FORMATTED := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Tests Examples/QuickStart/Package.swift Examples/QuickStart/Sources

# A package of its own, so that nobody who only runs or tests has to build it.
BENCHMARKS := --package-path Benchmarks --scratch-path .build/benchmarks

.PHONY: run test soak tsan build bench bench-http bench-migrations setup lint format clean

run: setup ## Start PostgreSQL, the roles, the data and the fleet API; Ctrl-C stops all
	@echo "==> building (the first time takes some minutes)"
	@swift build $(SWIFT_FLAGS)
	@echo "==> dal up"
	@.build/debug/dal up --port $(PORT) $(ARGS)

test: PACKAGES := pgbouncer python3-venv
test: setup lint ## Build everything and run every test
	@scripts/install-schemathesis
	@echo "==> building with tests (the first time takes some minutes)"
	@swift build --build-tests $(SWIFT_FLAGS)
	@echo "==> testing"
	@swift test $(TEST_FLAGS) $(ARGS)

soak: PACKAGES := pgbouncer python3-venv curl
soak: setup ## The long tests at full size; what was seen goes to docs/soak; ARGS=driver, data-access, migrations or fleet-api for a part
	@scripts/install-schemathesis
	@echo "==> building with tests"
	@swift build --build-tests $(SWIFT_FLAGS)
	@scripts/soak $(ARGS)

# Built apart from everything else, because each object differs. One test after the other: everything is many times
# slower, and logins that wait for each other would time out. ResourceTests measure the sanitizer's own memory.
TSAN := --sanitize thread --scratch-path .build/tsan
tsan: setup ## The driver's tests under ThreadSanitizer
	@echo "==> building with ThreadSanitizer (the first time takes some minutes)"
	@swift build --build-tests $(TSAN)
	@clang -shared -fPIC -O1 -o .build/tsan/mutex.so scripts/tsan-mutex.c
	@echo "==> testing under ThreadSanitizer"
	@LD_PRELOAD="$(CURDIR)/.build/tsan/mutex.so" TSAN_OPTIONS="exitcode=66 suppressions=$(CURDIR)/scripts/tsan.suppressions" \
		swift test --skip-build $(TSAN) --no-parallel --filter PostgresDriverTests --skip ResourceTests $(ARGS)

build: setup ## Release binaries: bin/dal and bin/fleet-api
	@echo "==> building for release (the first time takes some minutes)"
	@swift build --configuration release --product dal $(SWIFT_FLAGS)
	@swift build --configuration release --product fleet-api $(SWIFT_FLAGS)
	@mkdir -p bin
	@install -m 755 .build/release/dal .build/release/fleet-api bin/
	@echo "==> bin/dal bin/fleet-api"

bench: setup ## Measure the driver against its peers, on a PostgreSQL of its own; ARGS="--rounds 1" for a short one
	@scripts/install-benchmark-peers
	@echo "==> building the benchmark for release (the first time takes some minutes)"
	@swift build $(BENCHMARKS) --configuration release --build-tests $(SWIFT_FLAGS)
	@echo "==> testing the benchmark's arithmetic"
	@swift test $(BENCHMARKS) --configuration release --skip-build --quiet --disable-xctest
	@.build/benchmarks/release/DriverBenchmarks $(ARGS)

bench-http: PACKAGES := wrk
bench-http: setup build ## Measure the API against the stack of its ancestor; ARGS="--rounds 1" for a short one
	@scripts/install-benchmark-peers
	@python3 Benchmarks/http/compare.py $(ARGS)

bench-migrations: setup build ## Measure migrations against psql, and a blocked ALTER TABLE; ARGS="--rounds 1" for a short one
	@python3 Benchmarks/migrations/compare.py $(ARGS)

setup: ## Install the system packages that are missing
	@scripts/install-system-packages $(PACKAGES)

lint: ## Fail on code that is not formatted
	@echo "==> checking the format"
	@swift format lint --strict --recursive $(FORMATTED)

format: ## Format the code
	@swift format format --in-place --recursive $(FORMATTED)

clean: ## Remove what was built; .local and its data stay
	@rm -rf .build bin

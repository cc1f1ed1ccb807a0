#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test; ends with "N passed, N failed".
# Needs the .NET SDK alone. What it installs (Debian packages) it installs with apt-get, by sudo where it is not root.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '\n== %s\n' "$*"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# --- packages -------------------------------------------------------------------------------------------------
declare -A needs=(
  [chromium]=/usr/bin/chromium
  [fonts-noto-cjk]=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
  [libreoffice-writer]=/usr/bin/soffice
  [libreoffice-calc]=/usr/lib/libreoffice/program/libsclo.so
  [poppler-utils]=/usr/bin/pdftotext
)
missing=()
for package in "${!needs[@]}"; do [ -e "${needs[$package]}" ] || missing+=("$package"); done
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  say "Installing ${missing[*]}"
  as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || {
    echo "apt-get could not install: ${missing[*]}. Install them by hand and run this again."; exit 1; }
fi

# --- PostgreSQL of our own: a new cluster in a temporary folder, gone afterwards ---------------------------------
work=$(mktemp -d)
postgres=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
port=${SUITE_TEST_PORT:-55432}
as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }
stop() {
  as_postgres "'$postgres/pg_ctl' -D '$work/pg' -m immediate stop" >/dev/null 2>&1
  rm -rf "$work"
}
trap stop EXIT
chmod 755 "$work"
mkdir "$work/pg"
[ "$(id -u)" = 0 ] && chown postgres "$work/pg"
say "Starting PostgreSQL on port $port"
as_postgres "'$postgres/initdb' -D '$work/pg' -U postgres -A trust -E UTF8 --locale=C.UTF-8" >"$work/initdb.log" 2>&1 \
  && as_postgres "'$postgres/pg_ctl' -D '$work/pg' -w -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200' -l '$work/pg/log' start" >"$work/start.log" 2>&1 || {
    cat "$work/initdb.log" "$work/start.log" "$work/pg/log" 2>/dev/null; echo "PostgreSQL did not start."; exit 1; }
export SUITE_TEST_POSTGRESQL="Host=127.0.0.1;Port=$port;Username=postgres"

# --- build --------------------------------------------------------------------------------------------------------
say "Building"
dotnet build EvaluatorSuite.sln -m:1 -nologo -v:q -clp:ErrorsOnly || { echo "The build failed."; exit 1; }

# --- run ----------------------------------------------------------------------------------------------------------
passed=0 failed=0 skipped=0
mkdir -p tests/output
for project in tests/*.Tests; do
  name=$(basename "$project")
  say "$name"
  log="$work/$name.log"
  dotnet "$project/bin/Debug/net10.0/$name.dll" -noColor -noLogo 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
  figure() { echo "$summary" | grep -oE "$1: [0-9]+" | grep -oE '[0-9]+' || echo 0; }
  bad=$(($(figure Errors) + $(figure Failed)))
  # A run that ends badly without a failed test (a crash, no tests at all) is a failure too.
  if [ "$bad" = 0 ] && { [ "$status" -ne 0 ] || [ -z "$summary" ]; }; then bad=1; echo "$name ended with status $status."; fi
  skipped=$((skipped + $(figure Skipped))) failed=$((failed + bad))
  passed=$((passed + $(figure Total) - $(figure Failed) - $(figure Skipped)))
done

if [ "$skipped" -gt 0 ]; then echo; echo "$passed passed, $failed failed, $skipped skipped"; else echo; echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

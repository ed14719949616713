# Sourced by ./hubdesk and ./verify. Builds the runnable jar with Maven when it is missing or older than the sources.

find_maven() {
  if command -v mvn >/dev/null; then return 0; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Maven is missing; installing the package maven …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq maven; } >/dev/null 2>&1 \
      && command -v mvn >/dev/null && return 0
    say "That did not work."
  fi
  say "Building Hubdesk needs Maven 3.8.7 or newer, and there is no mvn on the PATH."
  case $(uname -s) in
    Darwin) say "On macOS: brew install maven" ;;
    *) say "On Debian and Ubuntu: apt-get install maven; elsewhere see https://maven.apache.org/install.html" ;;
  esac
  exit 1
}

# Everything the jar is made of, by name, size and time: cheap enough for every start.
sources_mark() {
  (cd "$root" && find . \( -name target -o -name .git -o -name .hubdesk -o -name node_modules -o -path './*/src/test' \
    -o -name docs -o -name testkit -o -name conformance -o -name bench \) -prune -o -type f \
    \( -path '*/src/main/*' -o -name pom.xml -o -path './.mvn/*' \) -newer "$jar" -print -quit)
}

run_maven() {
  (cd "$root" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" mvn -B "$@")
}

# One line a module instead of Maven's own report, so that a first build is seen to move.
with_progress() {
  local log=$state/build.log
  if ! run_maven "$@" 2>&1 | tee "$log" | awk '
      /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] Building /, ""); sub(/ +[^ ]+ +\[/, " ["); print "  " $0; fflush(); next }
      /^\[INFO\] Building jar:/ { next }
      /^\[INFO\] Building / { sub(/^\[INFO\] Building /, ""); print "  " $0; fflush(); next }
      /^Downloaded/ { if (++n % 50 == 0) { print "  " n " files downloaded"; fflush() } }' >&2; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    say "The build failed; all of its output is in $log"
    exit 1
  fi
}

build_if_changed() {
  mkdir -p "$state"
  if [ -f "$jar" ] && { [ -n "${HUBDESK_NO_BUILD:-}" ] || [ -z "$(sources_mark)" ]; }; then return 0; fi
  find_maven
  if [ -f "$jar" ]; then say "The sources have changed; building …"; else say "First use: building Hubdesk, which takes a few minutes …"; fi
  with_progress package -Dmaven.test.skip=true -Dspotless.skip=true -pl app -am
  touch "$jar"
  say "Built."
}

# A quarter of the memory, at least 256 MB and at most 4 GB.
heap() {
  if [ -n "${HUBDESK_HEAP:-}" ]; then echo "$HUBDESK_HEAP"; return 0; fi
  local megabytes
  if [ -r /proc/meminfo ]; then
    megabytes=$(awk '/^MemTotal:/ { print int($2 / 4096) }' /proc/meminfo)
  else
    megabytes=$(($(sysctl -n hw.memsize 2>/dev/null || echo 4294967296) / 4194304))
  fi
  [ "$megabytes" -ge 256 ] || megabytes=256
  [ "$megabytes" -le 4096 ] || megabytes=4096
  echo "${megabytes}m"
}

# Sourced by ./hubdesk and ./verify. Finds a JDK 25 or newer and exports JAVA_HOME; says how to get one where there is none.

wanted_java=25

say() { printf 'hubdesk: %s\n' "$*" >&2; }

# The major version of the JDK in a folder, or nothing when there is no whole JDK.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_wanted_jdk() {
  local version
  version=$(jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$wanted_java" ]
}

# The JDK that the javac on PATH belongs to, through any links.
jdk_on_path() {
  local javac folder
  javac=$(command -v javac) || return 0
  if [ -x /usr/libexec/java_home ] && [ "$javac" = /usr/bin/javac ]; then
    /usr/libexec/java_home -v "$wanted_java+" 2>/dev/null || true
    return 0
  fi
  while [ -L "$javac" ]; do
    folder=$(cd "$(dirname "$javac")" && pwd -P)
    javac=$(readlink "$javac")
    case $javac in /*) ;; *) javac=$folder/$javac ;; esac
  done
  (cd "$(dirname "$javac")/.." && pwd -P)
}

# Where systems keep their JDKs. HUBDESK_JDK_FOLDERS names other folders of JDKs instead.
usual_jdks() {
  local folder
  if [ -n "${HUBDESK_JDK_FOLDERS:-}" ]; then
    for folder in "$HUBDESK_JDK_FOLDERS"/*; do echo "$folder"; done
    return 0
  fi
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    echo "$folder"
  done
}

find_jdk() {
  local candidate
  while IFS= read -r candidate; do
    if [ -n "$candidate" ] && is_wanted_jdk "$candidate"; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done < <(printf '%s\n' "${HUBDESK_JAVA_HOME:-}" "${JAVA_HOME:-}"; jdk_on_path; usual_jdks)
  say "Hubdesk needs a JDK $wanted_java or newer, and none was found."
  case $(uname -s) in
    Darwin) say "On macOS: brew install openjdk@$wanted_java" ;;
    Linux)
      if command -v apt-get >/dev/null; then
        say "On Debian and Ubuntu: apt-get install openjdk-$wanted_java-jdk-headless where the release has it, else the package temurin-$wanted_java-jdk of Adoptium (https://adoptium.net/installation/linux)."
      elif command -v dnf >/dev/null; then
        say "On Fedora: dnf install java-$wanted_java-openjdk-devel"
      else
        say "Take one from https://adoptium.net, for example."
      fi ;;
    *) say "Take one from https://adoptium.net, for example." ;;
  esac
  say "Then run this again, or set HUBDESK_JAVA_HOME to its folder."
  exit 1
}

# Sourced by ./verify. Gets what the tests need: installs Debian packages when root, else says what to install; Python and Node clients at exact versions.

clients=$root/.hubdesk/clients

# program:package, as Debian names it
needed_programs="git:git git-lfs:git-lfs curl:curl python3:python3 node:nodejs npm:npm chromium:chromium tinyproxy:tinyproxy-bin microsocks:microsocks"

has_venv() { python3 -c 'import venv, ensurepip' >/dev/null 2>&1; }

missing_packages() {
  local pair
  for pair in $needed_programs; do
    command -v "${pair%%:*}" >/dev/null || printf '%s ' "${pair##*:}"
  done
  if command -v python3 >/dev/null && ! has_venv; then printf 'python3-venv '; fi
}

install_programs() {
  local missing
  if [ -n "${HUBDESK_CHROMIUM:-}" ]; then needed_programs=${needed_programs/ chromium:chromium/}; fi
  missing=$(missing_packages)
  if [ -z "$missing" ]; then return 0; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $missing"
    case $missing in *python3*) missing="$missing python3-venv" ;; esac
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >"$state/apt.log" 2>&1 || tail -n 5 "$state/apt.log"
    missing=$(missing_packages)
    if [ -z "$missing" ]; then return 0; fi
  fi
  say "The tests need these programs, which are not on the PATH: $missing"
  say "On Debian: apt-get install $missing; on macOS: brew install them (a browser: set HUBDESK_CHROMIUM to a Chrome or Chromium)."
  exit 1
}

# python_client NAME: a virtual environment with exactly what conformance/clients/NAME.txt says.
python_client() {
  local name=$1 list=$root/conformance/clients/$1.txt folder=$clients/$1
  if cmp -s "$list" "$folder/installed.txt"; then echo "$name: there"; return 0; fi
  echo "$name: installing"
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/python" -m pip --disable-pip-version-check --quiet install --requirement "$list"
  cp "$list" "$folder/installed.txt"
}

node_client() {
  local from=$root/conformance/clients/node folder=$clients/node
  if cmp -s "$from/package-lock.json" "$folder/installed.json"; then echo "node: there"; return 0; fi
  echo "node: installing"
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$folder/"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$from/package-lock.json" "$folder/installed.json"
}

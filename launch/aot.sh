# Sourced by ./hubdesk. Keeps a cache of loaded and linked classes (JDK 25 AOT cache), which more than halves the start-up.
#
# The cache is named by the hashes of the jar and of the JDK: java runs stale classes from a cache of an older jar without a word.
# It is made in the background by a server of its own on a scratch data directory, so that nobody waits for it.

hash_of() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-16
}

prepare_aot() {
  local name=$state/jar.sha256
  if [ ! -f "$name" ] || [ "$jar" -nt "$name" ]; then
    hash_of <"$jar" >"$name.new" && mv "$name.new" "$name"
  fi
  aot=$state/hubdesk-$(cat "$name")-$(hash_of <"$JAVA_HOME/release").aot
  if [ -f "$aot" ] || [ -n "${HUBDESK_AOT_TRAINING:-}" ]; then return 0; fi
  # mkdir is the lock; one that was left by a kill is taken over after ten minutes.
  if ! mkdir "$aot.lock" 2>/dev/null; then
    if [ -z "$(find "$aot.lock" -maxdepth 0 -mmin +10 2>/dev/null)" ]; then return 0; fi
    touch "$aot.lock"
  fi
  (train_aot </dev/null >"$state/aot.log" 2>&1 9>&- &)
}

train_aot() {
  set +e
  trap '' HUP INT
  sleep "${HUBDESK_AOT_DELAY:-5}"
  local scratch java ready i hub desk
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/hubdesk-aot.XXXXXX")
  HUBDESK_AOT_TRAINING=1 HF_ENDPOINT=http://127.0.0.1:9 HF_HUB_CACHE=$scratch/cache HUBDESK_CONFIG='' HUBDESK_ADMIN_TOKEN_FILE='' HF_TOKEN='' \
    nice -n 19 "$JAVA_HOME/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow -XX:AOTCacheOutput="$aot.new" -jar "$jar" \
    up --data "$scratch/data" --hub-listen 127.0.0.1:0 --desk-listen 127.0.0.1:0 >"$scratch/out" 2>"$scratch/err" &
  java=$!
  for ((i = 0; i < 600; i++)); do
    if ready=$(grep '^READY ' "$scratch/out"); then break; fi
    kill -0 "$java" 2>/dev/null || break
    sleep 0.2
  done
  if [ -n "$ready" ] && command -v curl >/dev/null; then
    hub=${ready#*hub=} hub=${hub%% *} desk=${ready#*desk=} desk=${desk%% *}
    for address in "$hub/" "$hub/api/models" "$hub/api/whoami-v2" "$desk/" "$desk/api/health" "$desk/api/jobs"; do
      curl -s -o /dev/null --max-time 10 "$address"
    done
  fi
  kill -TERM "$java" 2>/dev/null
  wait "$java"
  if [ -s "$aot.new" ]; then
    for old in "$state"/hubdesk-*.aot; do [ "$old" = "$aot" ] || rm -f "$old"; done
    mv "$aot.new" "$aot"
  else
    cat "$scratch/err"
  fi
  rm -rf "$scratch" "$aot.lock" "$aot".new*
}

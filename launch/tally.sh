# Sourced by ./verify. Counts what passed and what failed, from the reports themselves.

forget_reports() {
  find . -path ./.hubdesk -prune -o -type f -path '*/target/*-reports/*' \( -name 'TEST-*.xml' -o -name '*.txt' \) -print0 | xargs -0 rm -f
  rm -f "$state/node-tests.tap"
}

run_node_tests() {
  if [ ! -d web/src/test/js ]; then return 0; fi
  find web/src/test/js -name '*.test.mjs' -print0 | xargs -0 node --test --test-reporter=tap >"$state/node-tests.tap" 2>&1
  local code=$?
  grep -E '^not ok' "$state/node-tests.tap" || true
  grep -E '^# (tests|pass|fail) ' "$state/node-tests.tap" || true
  return $code
}

# The numbers of one attribute of all <testsuite> elements, added up.
sum_of() {
  find . -path ./.hubdesk -prune -o -type f -path '*/target/*-reports/TEST-*.xml' -print0 \
    | xargs -0 -r grep -hoE '<testsuite [^>]*>' | tr '\n' ' ' | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ n += $1 } END { print n + 0 }'
}

tap_of() {
  if [ ! -f "$state/node-tests.tap" ]; then echo 0; return 0; fi
  awk -v name="$1" '$1 == "#" && $2 == name { n = $3 } END { print n + 0 }' "$state/node-tests.tap"
}

failed_names() {
  find . -path ./.hubdesk -prune -o -type f -path '*/target/*-reports/*.txt' -print0 \
    | xargs -0 -r grep -hE '<<< (FAILURE|ERROR)!' | grep -v '^Tests run' | sed 's/^/  /' | head -n 60 || true
}

finish() {
  local tests bad skipped
  tests=$(($(sum_of tests) + $(tap_of tests)))
  bad=$(($(sum_of failures) + $(sum_of errors) + $(tap_of fail)))
  skipped=$(sum_of skipped)
  if [ "$bad" -gt 0 ]; then echo "Failed:"; failed_names; fi
  if [ "$skipped" -gt 0 ]; then echo "$skipped skipped: a skipped test counts as failed, since nothing has shown that it passes"; fi
  bad=$((bad + skipped))
  if [ "$broken" != 0 ]; then
    echo "The build broke (its output: $state/verify.log):"
    grep -E '^\[ERROR\]' "$state/verify.log" | head -n 20 || true
    bad=$((bad + 1))
    tests=$((tests + 1))
  fi
  if [ "$tests" = 0 ]; then echo "No test ran."; bad=1; tests=1; fi
  echo "$((tests - bad)) passed, $bad failed"
  [ "$bad" = 0 ]
}

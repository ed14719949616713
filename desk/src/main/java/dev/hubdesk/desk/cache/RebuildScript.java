package dev.hubdesk.desk.cache;

import java.nio.file.Path;

/// A script for any POSIX shell that makes the friendly view again. A cache inside the view's
/// folder is named relatively, so that both can be moved; any other by its absolute path.
final class RebuildScript {

  static final String NAME = "rebuild.sh";

  /// In every script of ours.
  static final String MARK = "# Written by Hubdesk";

  private static final String BODY =
      """
      for type in models datasets; do
        for repo in "$hub/$type"--*--*; do
          [ -d "$repo/snapshots" ] || continue
          folder=${repo##*/}
          id=${folder#"$type"--}
          commit=
          for ref in main master; do
            if [ -z "$commit" ] && [ -f "$repo/refs/$ref" ]; then commit=$(cat "$repo/refs/$ref"); fi
          done
          if [ -z "$commit" ] || [ ! -d "$repo/snapshots/$commit" ]; then
            for first in "$repo"/snapshots/*; do commit=${first##*/}; break; done
          fi
          [ -d "$repo/snapshots/$commit" ] || continue
          (cd "$repo/snapshots/$commit" && find . \\( -type l -o -type f \\) -print) |
            while IFS= read -r file; do
              file=${file#./}
              entry=$root/$type/${id%%--*}/${id#*--}/$file
              mkdir -p "$(dirname "$entry")"
              target=$hub/$folder/snapshots/$commit/$file
              if [ -n "$inside" ]; then
                up=../../../
                rest=$file
                while [ "$rest" != "${rest#*/}" ]; do up=../$up; rest=${rest#*/}; done
                target=$up$inside/$folder/snapshots/$commit/$file
              fi
              ln -sfn "$target" "$entry"
            done
        done
      done
      """;

  private RebuildScript() {}

  static String text(Path view, Path cache) {
    boolean inside = cache.startsWith(view) && !cache.equals(view);
    String place = inside ? view.relativize(cache).toString().replace('\\', '/') : "";
    return """
    #!/bin/sh
    # Makes readable names for what is in a Hugging Face cache.
    %s, and again whenever the folders change.
    set -eu
    root=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
    inside=%s
    hub=%s
    """
            .formatted(MARK, quoted(place), inside ? "$root/$inside" : quoted(cache.toString()))
        + BODY;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

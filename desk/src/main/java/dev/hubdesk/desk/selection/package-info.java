/// Deleting one model out of a repository that holds many: groups of GGUF files, in each place
/// where the repository stands, removed exactly as somebody confirmed them.
@NullMarked
package dev.hubdesk.desk.selection;

import org.jspecify.annotations.NullMarked;

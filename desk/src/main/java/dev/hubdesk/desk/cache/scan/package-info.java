/// What stands on this machine, read from disk: the repositories of a cache root, and those in
/// folders of plain files. Nothing here writes.
@NullMarked
package dev.hubdesk.desk.cache.scan;

import org.jspecify.annotations.NullMarked;

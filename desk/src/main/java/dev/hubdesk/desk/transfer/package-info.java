/// Moves files from a Hub to this machine: many connections for a large file, many small files at
/// once, a journal of what is there so that nothing is fetched twice, and no byte that was not
/// verified.
@NullMarked
package dev.hubdesk.desk.transfer;

import org.jspecify.annotations.NullMarked;

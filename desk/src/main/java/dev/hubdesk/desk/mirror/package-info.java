/// Keeping another cache root, on another disk or a share, like this machine's: targets, their
/// differences, and the jobs that copy.
@NullMarked
package dev.hubdesk.desk.mirror;

import org.jspecify.annotations.NullMarked;

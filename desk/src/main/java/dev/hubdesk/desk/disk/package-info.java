/// Room on disk.
@NullMarked
package dev.hubdesk.desk.disk;

import org.jspecify.annotations.NullMarked;

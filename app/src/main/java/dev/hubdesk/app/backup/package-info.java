/// Copies of all that a Hub holds, and the way back.
@NullMarked
package dev.hubdesk.app.backup;

import org.jspecify.annotations.NullMarked;

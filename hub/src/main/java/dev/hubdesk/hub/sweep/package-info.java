/// Removes bytes that nothing names any more.
@NullMarked
package dev.hubdesk.hub.sweep;

import org.jspecify.annotations.NullMarked;

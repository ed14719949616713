/// Who calls, what they may do, and how a failure is told.
@NullMarked
package dev.hubdesk.hub.access;

import org.jspecify.annotations.NullMarked;

/// Whether the Desk is alive.
@NullMarked
package dev.hubdesk.desk.health;

import org.jspecify.annotations.NullMarked;

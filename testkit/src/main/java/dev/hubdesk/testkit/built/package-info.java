/// The runnable jar as a process of its own: what a story starts, kills and starts again.
@NullMarked
package dev.hubdesk.testkit.built;

import org.jspecify.annotations.NullMarked;

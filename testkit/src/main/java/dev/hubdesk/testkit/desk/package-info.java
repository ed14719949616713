/// A Desk to test against.
@NullMarked
package dev.hubdesk.testkit.desk;

import org.jspecify.annotations.NullMarked;

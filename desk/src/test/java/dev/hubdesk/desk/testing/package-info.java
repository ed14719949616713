/// What the Desk's tests share.
@NullMarked
package dev.hubdesk.desk.testing;

import org.jspecify.annotations.NullMarked;

/// A Hub in this process, for tests.
@NullMarked
package dev.hubdesk.testkit.hub;

import org.jspecify.annotations.NullMarked;

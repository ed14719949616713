@NullMarked
package dev.hubdesk.testkit;

import org.jspecify.annotations.NullMarked;

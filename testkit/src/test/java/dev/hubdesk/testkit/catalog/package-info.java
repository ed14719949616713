@NullMarked
package dev.hubdesk.testkit.catalog;

import org.jspecify.annotations.NullMarked;

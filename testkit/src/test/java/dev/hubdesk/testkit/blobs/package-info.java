@NullMarked
package dev.hubdesk.testkit.blobs;

import org.jspecify.annotations.NullMarked;

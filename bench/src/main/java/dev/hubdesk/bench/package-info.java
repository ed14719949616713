@NullMarked
package dev.hubdesk.bench;

import org.jspecify.annotations.NullMarked;

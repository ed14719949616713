@NullMarked
package dev.hubdesk.app;

import org.jspecify.annotations.NullMarked;

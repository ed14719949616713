@NullMarked
package dev.hubdesk.hub;

import org.jspecify.annotations.NullMarked;

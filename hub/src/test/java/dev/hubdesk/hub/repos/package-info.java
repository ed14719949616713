@NullMarked
package dev.hubdesk.hub.repos;

import org.jspecify.annotations.NullMarked;

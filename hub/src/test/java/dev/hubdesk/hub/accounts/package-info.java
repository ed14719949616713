@NullMarked
package dev.hubdesk.hub.accounts;

import org.jspecify.annotations.NullMarked;

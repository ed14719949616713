@NullMarked
package dev.hubdesk.hubclient;

import org.jspecify.annotations.NullMarked;

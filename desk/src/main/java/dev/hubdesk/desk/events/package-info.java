/// The WebSocket: what happens, as it happens.
@NullMarked
package dev.hubdesk.desk.events;

import org.jspecify.annotations.NullMarked;

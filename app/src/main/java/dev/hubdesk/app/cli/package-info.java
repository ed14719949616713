/// The commands: what they are called, what they take, what they print and how they end.
@NullMarked
package dev.hubdesk.app.cli;

import org.jspecify.annotations.NullMarked;

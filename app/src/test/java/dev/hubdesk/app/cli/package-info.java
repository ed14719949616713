@NullMarked
package dev.hubdesk.app.cli;

import org.jspecify.annotations.NullMarked;

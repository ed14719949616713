/// What the Desk is told: by flags and environment, by its settings file, by default.
@NullMarked
package dev.hubdesk.desk.settings;

import org.jspecify.annotations.NullMarked;

/// What the people in charge of a repository decide about it.
@NullMarked
package dev.hubdesk.hub.settings;

import org.jspecify.annotations.NullMarked;

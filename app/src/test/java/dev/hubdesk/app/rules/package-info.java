/// Rules about the code itself, each with its reason.
@NullMarked
package dev.hubdesk.app.rules;

import org.jspecify.annotations.NullMarked;

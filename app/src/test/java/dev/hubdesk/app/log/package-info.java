@NullMarked
package dev.hubdesk.app.log;

import org.jspecify.annotations.NullMarked;

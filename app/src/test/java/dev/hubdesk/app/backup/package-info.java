@NullMarked
package dev.hubdesk.app.backup;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.hubdesk.desk;

import org.jspecify.annotations.NullMarked;

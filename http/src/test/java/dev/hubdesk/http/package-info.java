@NullMarked
package dev.hubdesk.http;

import org.jspecify.annotations.NullMarked;

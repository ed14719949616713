@NullMarked
package dev.hubdesk.app.config;

import org.jspecify.annotations.NullMarked;

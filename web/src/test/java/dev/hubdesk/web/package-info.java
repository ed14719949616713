@NullMarked
package dev.hubdesk.web;

import org.jspecify.annotations.NullMarked;

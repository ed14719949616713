/// What all routes of the Desk share: who may call, how requests are read and errors are told.
@NullMarked
package dev.hubdesk.desk.api;

import org.jspecify.annotations.NullMarked;

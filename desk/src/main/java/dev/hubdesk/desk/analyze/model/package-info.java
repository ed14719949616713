/// Models that are weights beside a configuration: which formats and precisions of them there are,
/// and what the configuration tells.
@NullMarked
package dev.hubdesk.desk.analyze.model;

import org.jspecify.annotations.NullMarked;

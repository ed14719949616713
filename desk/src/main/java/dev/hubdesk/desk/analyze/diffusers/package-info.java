/// Pipelines of the diffusers library: components in directories, each with weights in several
/// formats and precisions.
@NullMarked
package dev.hubdesk.desk.analyze.diffusers;

import org.jspecify.annotations.NullMarked;

/// What tests need of blob stores: the contract as a suite, stores that behave like S3, stores that
/// fail.
@NullMarked
package dev.hubdesk.testkit.blobs;

import org.jspecify.annotations.NullMarked;

/// Immutable bytes under content-derived keys. [BlobStore] is the whole contract;
/// `BlobStoreContract` in the testkit is its executable form, and every store passes it.
@NullMarked
package dev.hubdesk.blobs;

import org.jspecify.annotations.NullMarked;

/// History, through JGit, in our own words: no JGit type leaves this package.
///
/// [GitStore] opens repositories over a [dev.hubdesk.blobs.BlobStore], which holds the packs, and a
/// [Ledger], which remembers everything that changes. [Repository] is one request's view of one
/// repository.
@NullMarked
package dev.hubdesk.git;

import org.jspecify.annotations.NullMarked;

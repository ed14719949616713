/// Large files: the Git LFS API (batch, upload, verify, download; basic transfers). An upload URL
/// carries its own authority, because stock clients send no credentials to it; what arrives is
/// stored only if it is what was announced. Knowing a hash grants nothing: "already stored" is said
/// of objects alone that the caller may use.
@NullMarked
package dev.hubdesk.hub.lfs;

import org.jspecify.annotations.NullMarked;

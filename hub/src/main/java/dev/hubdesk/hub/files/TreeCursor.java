package dev.hubdesk.hub.files;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where the next page of a listing starts. It holds the commit, so that all pages tell of one
/// state however the branch moves meanwhile.
public record TreeCursor(Oid commit, RepoPath after) {

  /// The text for a URL.
  public String text() {
    String plain = commit.hex() + after.text();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads [#text()].
  ///
  /// @throws FailureException with [Failure.BadRequest] for anything else
  public static TreeCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (plain.length() > Oid.LENGTH) {
        return new TreeCursor(
            new Oid(plain.substring(0, Oid.LENGTH)), new RepoPath(plain.substring(Oid.LENGTH)));
      }
    } catch (IllegalArgumentException | FailureException _) {
      // Not one of ours: said below.
    }
    throw new FailureException(new Failure.BadRequest("Invalid cursor"));
  }
}

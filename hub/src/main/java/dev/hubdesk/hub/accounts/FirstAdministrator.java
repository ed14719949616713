package dev.hubdesk.hub.accounts;

import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Tokens;
import dev.hubdesk.catalog.files.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The administrator that a first start makes, so that somebody can sign in at all.
public sealed interface FirstAdministrator {

  /// The file in the data directory that a token is left in.
  String TOKEN_FILE = "admin-token";

  /// Its token is told once, here.
  record Told(String secret) implements FirstAdministrator {
    @Override
    public String toString() {
      return "Told[hf_…]";
    }
  }

  /// Its token stands in a file that only the owner can read.
  record Left(Path file) implements FirstAdministrator {}

  /// Its token is the one that was given.
  record Given() implements FirstAdministrator {}

  /// Makes the administrator, if there is no account at all.
  ///
  /// @param given a token's value to use; null for a random one
  /// @param tell whether somebody watches: a random token is then told instead of left in a file
  /// @return empty when there are accounts already
  static Optional<FirstAdministrator> make(
      Accounts accounts, Path data, @Nullable String given, boolean tell) throws IOException {
    if (accounts.any()) {
      return Optional.empty();
    }
    if (given != null) {
      return accounts.createFirstAdministrator(given).map(_ -> new Given());
    }
    if (tell) {
      return accounts.createFirstAdministrator(null).map(Tokens.Issued::secret).map(Told::new);
    }
    // First the file, then the account: a crash between them leaves no account without a token.
    String secret = Tokens.randomSecret();
    Path file = data.resolve(TOKEN_FILE);
    write(file, secret);
    return accounts.createFirstAdministrator(secret).map(_ -> new Left(file));
  }

  private static void write(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    OwnerOnly.create(file, (secret + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}

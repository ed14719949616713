package dev.hubdesk.conformance.clients;

import java.nio.file.Files;
import java.nio.file.Path;

/// Places in the checkout that the tests run in.
public final class Checkout {

  private Checkout() {}

  /// The root of the checkout.
  public static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("hubdesk")) && Files.exists(folder.resolve("verify"))) {
        return folder;
      }
    }
    throw new IllegalStateException("not inside a checkout of Hubdesk");
  }

  static Path installed(String client) {
    Path folder = root().resolve(Path.of(".hubdesk", "clients", client));
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("The client " + client + " is not installed; run ./verify");
    }
    return folder;
  }

  static Path sources(String language) {
    return root().resolve(Path.of("conformance", "src", "test", language));
  }
}

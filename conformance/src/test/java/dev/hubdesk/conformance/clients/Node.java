package dev.hubdesk.conformance.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Node with `@huggingface/hub`; runs the scripts of `src/test/node`.
public final class Node {

  private Node() {}

  /// A script that talks to a Hub.
  public static Program script(String name, URI endpoint, String token, String... arguments)
      throws IOException {
    // Beside its node_modules, where imports of a module script are looked up.
    Path script = Checkout.installed("node").resolve(name);
    Files.copy(Checkout.sources("node").resolve(name), script, StandardCopyOption.REPLACE_EXISTING);
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(arguments));
    return new Program(command).with("HF_ENDPOINT", endpoint.toString()).with("HF_TOKEN", token);
  }
}

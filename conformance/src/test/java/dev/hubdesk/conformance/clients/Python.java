package dev.hubdesk.conformance.clients;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A Python with one version of `huggingface_hub`; runs the scripts of `src/test/python`.
public enum Python {
  /// The newest there is.
  NEWEST("python-newest"),
  /// The last from before Xet became mandatory for large files.
  BEFORE_XET("python-1.19");

  private final String folder;

  Python(String folder) {
    this.folder = folder;
  }

  /// A script that talks to a Hub.
  ///
  /// @param token empty for nobody
  public Program script(String name, URI endpoint, String token, String... arguments) {
    Program program = script(name, arguments).with("HF_ENDPOINT", endpoint.toString());
    return token.isEmpty() ? program : program.with("HF_TOKEN", token);
  }

  /// A script on its own.
  public Program script(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.installed(folder).resolve("bin/python").toString());
    command.add(Checkout.sources("python").resolve(name).toString());
    command.addAll(List.of(arguments));
    return new Program(command)
        .with("HF_HUB_DISABLE_XET", "1")
        .with("HF_HUB_DISABLE_TELEMETRY", "1")
        .with("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        .with("HF_HUB_DISABLE_UPDATE_CHECK", "1")
        .with("PYTHONDONTWRITEBYTECODE", "1");
  }
}
